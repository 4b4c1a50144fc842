import type { Row } from "./row";

const POSTGRES = { path: "engine", expect: "oneOf:aurora-postgresql" };
const MYSQL = { path: "engine", expect: "matches:mysql" };

/** The relational database and its proxy. */
export const DATABASES: readonly Row[] = [
  {
    control: "RDS.2",
    id: "database-has-no-public-address",
    pack: "network",
    why: "A database with a public address can be attacked from anywhere.",
    fix: "set publiclyAccessible to false",
  },
  {
    control: "RDS.6",
    id: "database-monitored",
    pack: "resilience",
    why: "Metrics of the service do not show which process starves the others.",
    fix: "set monitoringInterval to 60 seconds or less",
  },
  {
    control: "RDS.7",
    id: "database-protected",
    pack: "resilience",
    why: "One mistaken command would delete the database.",
    fix: "set deletionProtection to true",
  },
  {
    control: "RDS.12",
    id: "database-accepts-roles",
    pack: "least-privilege",
    why: "Without it applications need a password that has to be stored and rotated.",
    fix: "set iamDatabaseAuthenticationEnabled to true",
  },
  {
    control: "RDS.13",
    id: "database-patched",
    pack: "resilience",
    why: "Known holes stay open until somebody remembers to patch.",
    fix: "set autoMinorVersionUpgrade to true",
  },
  {
    control: "RDS.14",
    id: "database-can-go-back",
    pack: "resilience",
    why: "Undoing a mistake would take a restore.",
    fix: "set backtrackWindow",
    when: MYSQL,
  },
  {
    control: "RDS.16",
    id: "snapshots-keep-tags",
    pack: "tagging",
    why: "A snapshot without tags has no owner and no cost centre.",
    fix: "set copyTagsToSnapshot to true",
  },
  {
    control: "RDS.24",
    id: "database-owner-has-own-name",
    pack: "least-privilege",
    why: "The default name is the first one that is tried.",
    fix: "choose another masterUsername than the engine's default",
  },
  {
    control: "RDS.27",
    id: "database-encrypted",
    pack: "encryption",
    why: "Records would lie on disks and in snapshots in the clear.",
    fix: "set storageEncrypted to true",
  },
  {
    control: "RDS.34",
    id: "database-exports-audit-log",
    pack: "least-privilege",
    why: "The log on the instance is lost with it.",
    fix: "add audit to enabledCloudwatchLogsExports",
    when: MYSQL,
  },
  {
    control: "RDS.35",
    id: "database-cluster-patched",
    pack: "resilience",
    why: "Known holes stay open until somebody remembers to patch.",
    fix: "set autoMinorVersionUpgrade to true",
    when: { path: "engine", expect: "notMatches:^aurora" },
  },
  {
    control: "RDS.37",
    id: "database-exports-log",
    pack: "least-privilege",
    why: "The log on the instance is lost with it.",
    fix: "add postgresql to enabledCloudwatchLogsExports",
    when: POSTGRES,
  },
  {
    control: "RDS.43",
    id: "proxy-uses-tls",
    pack: "encryption",
    why: "Credentials and records would cross the network in the clear.",
    fix: "set requireTls to true",
  },
  {
    control: "RDS.50",
    id: "database-keeps-backups",
    pack: "resilience",
    why: "A mistake that is noticed after a weekend could not be undone.",
    fix: "set backupRetentionPeriod to 7 days or more",
  },
  {
    control: "CKV_AWS_327",
    id: "database-under-own-key",
    pack: "encryption",
    why: "Only a key of our own lets us say, and see, who may read the records.",
    fix: "set kmsKeyId of the cluster",
  },
  {
    control: "CKV_AWS_140",
    id: "global-database-encrypted",
    pack: "encryption",
    why: "Every region inherits from the global cluster whether it is encrypted.",
    fix: "set storageEncrypted of the global cluster to true, or make it from an encrypted cluster",
    // Then it takes over whether it is encrypted, and the cluster itself is judged.
    or: { path: "sourceDbClusterIdentifier", expect: "set" },
  },
];
