import type { Row } from "../../../lib/rows/property-row";

/** Who reaches the database, and as whom. */
export const ACCESS: readonly Row[] = [
  {
    control: "RDS.2",
    id: "database-has-no-public-address",
    pack: "network",
    why: "A database with a public address can be attacked from anywhere.",
    fix: "set publiclyAccessible to false",
  },
  {
    control: "RDS.12",
    id: "database-accepts-roles",
    pack: "least-privilege",
    why: "Without it applications need a password that has to be stored and rotated.",
    fix: "set iamDatabaseAuthenticationEnabled to true",
  },
  {
    control: "RDS.24",
    id: "database-owner-has-own-name",
    pack: "least-privilege",
    why: "The default name is the first one that is tried.",
    fix: "choose another masterUsername than the engine's default",
  },
];
