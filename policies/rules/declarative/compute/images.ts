import type { Row } from "../../../lib/rows/property-row";

/** Repositories of images. */
export const IMAGES: readonly Row[] = [
  {
    control: "ECR.2",
    id: "image-tags-stay",
    pack: "least-privilege",
    why: "Whoever may push could put another image behind a tag that is already deployed.",
    fix: "set imageTagMutability to IMMUTABLE",
  },
  {
    control: "CKV_AWS_136",
    id: "images-under-own-key",
    pack: "encryption",
    why: "Only a key of our own lets us say, and see, who may read images.",
    fix: "set encryptionType to KMS and name the key",
    also: [{ path: "encryptionConfigurations[].kmsKey", expect: "set" }],
  },
];
