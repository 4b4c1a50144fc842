import type { Row } from "../../../lib/rows/property-row";

/** Datasets and tables. */
export const BIGQUERY: readonly Row[] = [
  {
    control: "CIS-GCP-3.0-7.1",
    id: "datasets-not-public",
    pack: "least-privilege",
    why: "Everybody with an account of Google could read the dataset.",
    fix: "name the service accounts that may read the dataset",
    also: [
      { path: "accesses[].iamMember", expect: "noneOf:allUsers,allAuthenticatedUsers" },
      { path: "accesses[].domain", expect: "unset" },
    ],
    mayLack: ["accesses"],
  },
  {
    control: "CIS-GCP-3.0-7.2",
    id: "tables-under-own-key",
    pack: "encryption",
    why: "Only a key of our own lets us say, and see, who may read the table.",
    fix: "set encryptionConfiguration.kmsKeyName",
  },
  {
    control: "CIS-GCP-3.0-7.3",
    id: "datasets-under-own-key",
    pack: "encryption",
    why: "Tables without a key of their own inherit that of the dataset.",
    fix: "set defaultEncryptionConfiguration.kmsKeyName",
  },
];
