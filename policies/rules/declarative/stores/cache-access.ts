import type { Row } from "../../../lib/rows/property-row";

/** Who reads what the cache holds. */
export const CACHE_ACCESS: readonly Row[] = [
  {
    control: "ElastiCache.4",
    id: "cache-encrypted",
    pack: "encryption",
    why: "Snapshots and swapped memory would lie on disks in the clear.",
    fix: "set atRestEncryptionEnabled to true",
  },
  {
    control: "ElastiCache.5",
    id: "cache-uses-tls",
    pack: "encryption",
    why: "Sessions would cross the network in the clear.",
    fix: "set transitEncryptionEnabled to true",
  },
  {
    control: "ElastiCache.6",
    id: "cache-knows-its-users",
    pack: "least-privilege",
    why: "Whoever reaches the port could read every session.",
    fix: "pass the cache a user group",
    or: { path: "userGroupIds[]", expect: "minItems:1" },
  },
  {
    control: "ElastiCache.7",
    id: "cache-in-own-subnets",
    pack: "network",
    why: "The default group spans subnets that are not ours.",
    fix: "set subnetGroupName to a group of the data tier",
    also: [{ path: "subnetGroupName", expect: "noneOf:default" }],
  },
  {
    control: "CKV_AWS_191",
    id: "cache-under-own-key",
    pack: "encryption",
    why: "Only a key of our own lets us say, and see, who may read snapshots.",
    fix: "set kmsKeyId of the cache",
  },
];
