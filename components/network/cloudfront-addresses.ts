/** Name AWS gave the prefix list of the addresses CloudFront fetches from; its id differs from region to region. */
export const CLOUDFRONT_PREFIX_LIST = "com.amazonaws.global.cloudfront.origin-facing";

/** Ids of that list by region. They are constants because a lookup needs credentials; AWS keeps an id for the list's life. */
export const CLOUDFRONT_PREFIX_LISTS: Readonly<Record<string, string>> = {
  "ap-northeast-1": "pl-58a04531",
  "ap-northeast-3": "pl-31a14458",
};
