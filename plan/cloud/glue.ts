import type { Service } from "./registration";

/** Glue: the data catalogue, of which every account has one per region. */
export const glueService: Service = {
  "aws:glue/catalogDatabase:CatalogDatabase": (database) => {
    const name = database.physicalName();
    return {
      id: `${database.accountId}:${name}`,
      name,
      arn: database.arn("glue", `database/${name}`),
      catalogId: database.or("catalogId", database.accountId),
      locationUri: database.or("locationUri", ""),
    };
  },
};
