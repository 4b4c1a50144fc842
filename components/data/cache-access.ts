/** One user of the cache: an application, or the part of one that has a purpose of its own. */
export interface CacheUser {
  /** Lower-case letters, digits and single dashes, such as `session`. The server knows it as `<namePrefix>-<name>`. */
  readonly name: string;
  /**
   * The keys it may touch, each a prefix with a closing star: `["session:*"]`. All keys together are refused, because
   * users are there to be told apart.
   */
  readonly keyPatterns: readonly string[];
  /** Whether it may change what it may see. */
  readonly commands: "read" | "readWrite";
}

/** Commands of these types name the keys they touch, so that the server can check each against the user's patterns. */
const DATA_TYPES = ["bitmap", "geo", "hash", "hyperloglog", "list", "set", "sortedset", "stream", "string"] as const;

/** Of the category `keyspace` only what names its key: SCAN, RANDOMKEY and KEYS tell the names of everybody's keys. */
const KEY_READS = ["exists", "expiretime", "pexpiretime", "pttl", "touch", "ttl", "type"] as const;
const KEY_WRITES = ["del", "expire", "expireat", "persist", "pexpire", "pexpireat", "unlink"] as const;

/**
 * What client libraries say about themselves. CLIENT TRACKING is not among it: in broadcast mode it reports changes of
 * every key in the cache by name, and the name of a session is its secret.
 */
const CONNECTION = [
  "auth", // again within 12 hours, when ElastiCache ends a connection that IAM let in
  "client|getname",
  "client|id",
  "client|setinfo",
  "client|setname",
  "command",
  "echo",
  "hello",
  "ping",
  "quit",
  "reset",
  "select",
] as const;

/** How clients of a cluster find the shard of a key, follow it when it moves, and read from replicas. */
const TOPOLOGY = [
  "asking",
  "cluster|info",
  "cluster|keyslot",
  "cluster|myid",
  "cluster|nodes",
  "cluster|shards",
  "cluster|slots",
  "readonly",
  "readwrite",
] as const;

/**
 * The access string of a user (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html#Access-string).
 *
 * It starts from nothing and adds what names its keys. The categories `read` and `write` would be shorter, but they
 * hold SCAN, RANDOMKEY, FLUSHALL and FUNCTION FLUSH, which no pattern of keys limits. No channel, no script, nothing
 * dangerous; what a later version of the engine invents is in only if it belongs to a type of data.
 */
export function accessString({ keyPatterns, commands }: Omit<CacheUser, "name">): string {
  const mayWrite = commands === "readWrite";
  return [
    "on",
    ...[...keyPatterns].sort().map((pattern) => `~${pattern}`),
    "resetchannels",
    "-@all",
    ...[...DATA_TYPES, "transaction"].map((category) => `+@${category}`),
    ...(mayWrite ? [] : ["-@write"]),
    "-@dangerous", // SORT, which can follow patterns of its own
    "-pfmerge", // with no source the server does not check its target: it would create keys under any prefix
    ...[...KEY_READS, ...(mayWrite ? KEY_WRITES : [])].sort().map((command) => `+${command}`),
    ...[...CONNECTION, ...TOPOLOGY].sort().map((command) => `+${command}`),
  ].join(" ");
}

/** What is wrong with a user's keys: anything but a literal prefix and one closing star. */
export function keyPatternProblems({ name, keyPatterns }: CacheUser): string[] {
  return keyPatterns
    .filter((pattern) => !/^[A-Za-z0-9{][A-Za-z0-9:_./{}-]*:\*$/.test(pattern))
    .map(
      (pattern) =>
        `each of keyPatterns of user "${name}" must be a prefix with a colon and a closing star, such as "session:*"; ` +
        `got "${pattern}".`,
    );
}
