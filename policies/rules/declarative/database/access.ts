import type { Row } from "../../../lib/rows/property-row";

/** As whom the database is used. */
export const ACCESS: readonly Row[] = [
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
