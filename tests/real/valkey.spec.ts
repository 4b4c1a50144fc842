import { expect } from "chai";
import { accessString } from "../../components/data/cache-access";
import { MAXMEMORY_POLICIES } from "../../components/data/cache-args";
import { resolveCache, serverParameters } from "../../components/data/cache-spec";
import { sessionsAndValues } from "../../examples/cache";
import { register } from "../support/platform";
import { binariesOrSkip } from "./find-binary";
import { type Login, type Reply, ValkeyServer } from "./valkey-server";

// The strings the program sends to ElastiCache, loaded into a server that enforces them. A password is added to each,
// and of a server older than Valkey 7.2 the one word it does not know is kept back.
// It cannot show: IAM as the way in, TLS, ElastiCache's own list of forbidden commands, more than one node.

const SESSION = login("kumiki-dev-session");
const CACHE = login("kumiki-dev-cache");
const READER = login("reader");

/** Commands that touch no key, or answer without one: what is left of the strings when all others are limited by key. */
const WITHOUT_KEYS = [
  ...["asking", "auth", "command", "discard", "echo", "exec", "hello", "multi", "ping", "quit", "readonly"],
  ...["readwrite", "reset", "select", "unwatch"],
  ...["client|getname", "client|id", "client|setinfo", "client|setname"],
  ...["cluster|info", "cluster|keyslot", "cluster|myid", "cluster|nodes", "cluster|shards", "cluster|slots"],
  ...["count", "docs", "getkeys", "getkeysandflags", "help", "info", "list"].map((about) => `command|${about}`),
  ...["xgroup|help", "xinfo|help"],
  ...["xread", "xreadgroup"], // their keys stand behind the word STREAMS, which the shortest call lacks; tried below
];

describe("access strings on a real server", function () {
  this.timeout(60_000);
  let server: ValkeyServer;

  before(async function () {
    const [serverBinary = "", cliBinary = ""] = binariesOrSkip(
      this,
      "redis-server", // or valkey-server, where Debian has it
      ["valkey-server", "redis-server"],
      ["valkey-cli", "redis-cli"],
    );
    server = await ValkeyServer.start(serverBinary, cliBinary);
    const graph = await register(sessionsAndValues);
    for (const { inputs } of graph.ofType("aws:elasticache/user:User")) {
      addUser(server, login(String(inputs.userId)), String(inputs.accessString));
    }
    addUser(server, READER, accessString({ keyPatterns: ["cache:*"], commands: "read" }));
  });

  after(async () => server?.stop());

  beforeEach(() => {
    server.admin("FLUSHALL", "SET session:1 secret EX 900", "SET cache:1 page EX 60", "RPUSH cache:list b a");
  });

  it("knows the users by their own keys and no channel (2.2-2)", () => {
    const users = server.admin(
      `ACL GETUSER ${SESSION.name}`,
      `ACL GETUSER ${CACHE.name}`,
      `ACL GETUSER ${READER.name}`,
    );
    const limits = users.map((user) => {
      const { keys, channels } = user as { keys: string; channels: string };
      return [keys, channels];
    });
    expect(limits).to.deep.equal([
      ["~session:*", ""],
      ["~cache:*", ""],
      ["~cache:*", ""],
    ]);
  });

  it("refuses whoever has not logged in, by the name of default too (2.2-2)", () => {
    const commands = ["PING", "GET session:1", "SET cache:1 x", "CLUSTER SLOTS", "ACL WHOAMI", "INFO"];
    for (const reply of server.run(undefined, ...commands)) {
      expect(reply).to.deep.equal({ error: "NOAUTH Authentication required." });
    }
    expect(errorOf(server.run(undefined, "AUTH default guess")[0])).to.match(/^WRONGPASS /);
    expect(errorOf(server.run(undefined, `AUTH ${SESSION.name} guess`)[0])).to.match(/^WRONGPASS /);
  });

  it("lets the session user keep sessions (4.2-2)", () => {
    const replies = server.run(
      SESSION,
      "SET session:2 token EX 900",
      "GET session:2",
      "EXPIRE session:2 1800",
      "TTL session:2",
      "HSET session:3 user ada",
      "HGET session:3 user",
      "WATCH session:3",
      "MULTI",
      "HINCRBY session:3 visits 1",
      "EXPIRE session:3 900",
      "EXEC",
      "EXISTS session:3",
      "UNLINK session:2",
      "DEL session:3",
    );
    expect(replies.map(answerOf)).to.deep.equal([
      ...["OK", "token", 1, 1800, 1, "ada", "OK"],
      ...["OK", "QUEUED", "QUEUED", [1, 1], 1, 1, 1],
    ]);
  });

  it("lets the cache user keep values of every type (4.2-2)", () => {
    const replies = server.run(
      CACHE,
      "SETEX cache:2 60 page",
      "APPEND cache:2 s",
      "INCRBY cache:count 2",
      "LPUSH cache:jobs 1",
      "SADD cache:tags red",
      "ZADD cache:top 1 ada",
      "XADD cache:log 1-1 field value",
      "XREAD COUNT 1 STREAMS cache:log 0",
      "PFADD cache:visitors ada",
      "SETBIT cache:flags 7 1",
      "GEOADD cache:places 139.7 35.7 tokyo",
      "PERSIST cache:2",
      "TYPE cache:top",
    );
    expect(replies.map(answerOf)).to.deep.equal([
      ...["OK", 5, 2, 1, 1, 1, "1-1"],
      { "cache:log": [["1-1", ["field", "value"]]] },
      ...[1, 0, 1, 1, "zset"],
    ]);
  });

  it("lets a reader read and change nothing (4.2-2)", () => {
    const reads = server.run(READER, "GET cache:1", "LRANGE cache:list 0 -1", "EXISTS cache:1", "STRLEN cache:1");
    expect(reads.map(answerOf)).to.deep.equal(["page", ["b", "a"], 1, 4]);
    const writes = ["SET cache:1 x", "DEL cache:1", "EXPIRE cache:1 1", "GETEX cache:1 EX 1", "LPOP cache:list"];
    expectRefused(server.run(READER, ...writes), writes, /^NOPERM .*no permissions to run/);
    expect(server.admin("GET cache:1")).to.deep.equal(["page"]);
  });

  for (const [user, other, own] of [
    [CACHE, "session", "cache"],
    [SESSION, "cache", "session"],
    [READER, "session", "cache"],
  ] as const) {
    it(`keeps ${other}:* from ${user.name}, to read and to write (4.2-2)`, () => {
      const commands = [
        ...["GET", "STRLEN", "EXISTS", "TTL", "TYPE", "HGETALL", "LLEN", "SMEMBERS"].map((c) => `${c} ${other}:1`),
        `MGET ${own}:1 ${other}:1`,
        `XREAD STREAMS ${other}:1 0`,
        `ZINTER 2 {a}${own}:1 ${other}:1`,
        ...["DEL", "UNLINK", "INCR", "PERSIST", "GETDEL", "LPOP", "PFMERGE"].map((c) => `${c} ${other}:1`),
        ...["SET", "APPEND", "EXPIRE", "LPUSH", "SADD", "PFADD", "GETSET"].map((c) => `${c} ${other}:1 1`),
        `HSET ${other}:2 field value`,
        `MSET ${own}:1 x ${other}:1 x`,
        `LMOVE ${own}:1 ${other}:1 LEFT RIGHT`,
        `BITOP NOT ${own}:1 ${other}:1`,
        `PFMERGE ${other}:new`,
      ];
      expectRefused(server.run(user, ...commands), commands, /^NOPERM /);
      const [denied, aborted] = server.run(user, "MULTI", `SET ${other}:1 x`, "EXEC").slice(1);
      expect(errorOf(denied)).to.match(/^NOPERM /);
      expect(errorOf(aborted)).to.match(/^EXECABORT /);
      const kept = ["GET session:1", "GET cache:1", `EXISTS ${other}:2`, `EXISTS ${other}:new`];
      expect(server.admin(...kept)).to.deep.equal(["secret", "page", 0, 0]);
    });
  }

  for (const user of [SESSION, CACHE, READER]) {
    it(`does not tell ${user.name} the names of keys, which are the secrets of sessions (4.2-2)`, () => {
      const commands = [
        ...["KEYS *", "SCAN 0", "RANDOMKEY", "DBSIZE", "CLUSTER GETKEYSINSLOT 0 10", "CLUSTER COUNTKEYSINSLOT 0"],
        ...["CLIENT TRACKING ON BCAST", "CLIENT CACHING YES", "MONITOR", "SLOWLOG GET", "MEMORY USAGE session:1"],
        ...[
          "SUBSCRIBE __keyspace@0__:x",
          "PSUBSCRIBE *",
          "PUBLISH c m",
          "PUBSUB CHANNELS",
          "SSUBSCRIBE c",
          "SPUBLISH c m",
        ],
      ];
      expectRefused(each(server, user, commands), commands, /^NOPERM /);
    });

    it(`lets ${user.name} administer nothing and run no script (2.2-2)`, () => {
      const commands = [
        ...["FLUSHALL", "FLUSHDB", "SWAPDB 0 1", "CONFIG GET *", "CONFIG SET maxmemory 1", "CONFIG RESETSTAT", "INFO"],
        ...["ACL LIST", "ACL SETUSER x", "ACL GETUSER admin", "ACL DELUSER admin", "ACL WHOAMI", "ACL LOG"],
        ...["DEBUG OBJECT cache:1", "SHUTDOWN NOSAVE", "SAVE", "BGSAVE", "BGREWRITEAOF", "LASTSAVE", "ROLE"],
        ...["REPLICAOF NO ONE", "FAILOVER", "MODULE LIST", "LATENCY LATEST", "SLOWLOG RESET", "MEMORY DOCTOR"],
        ...["CLUSTER RESET", "CLUSTER FLUSHSLOTS", "CLUSTER FAILOVER", "CLUSTER DELSLOTS 1", "CLUSTER FORGET x"],
        ...["CLIENT LIST", "CLIENT KILL ID 1", "CLIENT PAUSE 1", "CLIENT NO-EVICT ON", "CLIENT REPLY OFF"],
        ...['EVAL "return 1" 0', 'EVAL_RO "return 1" 0', "EVALSHA x 0", 'SCRIPT LOAD "return 1"', "SCRIPT FLUSH"],
        ...["FUNCTION LIST", "FUNCTION FLUSH", "FUNCTION LOAD x", "FCALL x 0", "FUNCTION DUMP"],
        ...["SORT cache:list BY session:*", "SORT_RO cache:list", "MIGRATE h 1 cache:1 0 1", "RESTORE cache:9 0 x"],
        ...["DUMP cache:1", "MOVE cache:1 1", "RENAME cache:1 cache:9", "COPY cache:1 cache:9", "WAIT 0 1"],
      ];
      expectRefused(each(server, user, commands), commands, /^NOPERM .*no permissions to run/);
    });

    it(`limits by key whatever ${user.name} may run, but for a known few (2.2-2)`, () => {
      const free = runsWithoutKey(server, user);
      expect(free.filter((command) => !WITHOUT_KEYS.includes(command))).to.deep.equal([]);
      expect(free).to.include.members(["ping", "exec", "cluster|slots"]);
    });
  }

  it("lets clients of a cluster find their way, and log in again (2.1-7)", () => {
    const commands = ["CLUSTER SHARDS", "CLUSTER SLOTS", "CLUSTER NODES", "CLUSTER MYID", "CLUSTER KEYSLOT session:1"];
    for (const reply of each(server, SESSION, commands)) expect(reply).to.have.property("value");
    const again = [`AUTH ${SESSION.name} ${SESSION.password}`, `HELLO 3 AUTH ${SESSION.name} ${SESSION.password}`];
    const manners = ["READONLY", "READWRITE", "ASKING", "CLIENT SETNAME web", "CLIENT GETNAME", "CLIENT ID", "PING"];
    for (const reply of server.run(SESSION, ...manners, "COMMAND COUNT", ...again)) {
      expect(reply).to.have.property("value");
    }
  });

  it("takes the settings of the parameter group (4.2-1)", () => {
    const spec = resolveCache("cache", {
      namePrefix: "kumiki-dev",
      subnetIds: ["subnet-1"],
      securityGroupId: "sg-1",
      kmsKeyArn: "key",
      logsKeyArn: "key",
      users: [{ name: "session", keyPatterns: ["session:*"], commands: "readWrite" }],
    });
    const parameters = serverParameters(spec);
    const changeable = parameters.filter(({ name }) => name !== "cluster-enabled"); // that one is set at the start
    server.admin(...changeable.map(({ name, value }) => `CONFIG SET ${name} ${value}`));
    for (const { name, value } of parameters) {
      expect(server.admin(`CONFIG GET ${name}`)).to.deep.equal([{ [name]: value }]);
    }
    for (const policy of MAXMEMORY_POLICIES) {
      expect(server.admin(`CONFIG SET maxmemory-policy ${policy}`)).to.deep.equal(["OK"]);
    }
  });

  it("drops under pressure only what may expire, with the default policy (4.2-2)", () => {
    server.admin("CONFIG SET maxmemory-policy volatile-lru", "CONFIG SET maxmemory 8mb");
    const page = "x".repeat(100_000);
    const writes = Array.from({ length: 150 }, (_, index) => `SET cache:${index} ${page} EX 600`);
    const stored = server.run(CACHE, "SET cache:kept for-ever", ...writes);
    expect(stored.map(answerOf)).to.deep.equal(stored.map(() => "OK"));
    const [kept, size] = server.admin("GET cache:kept", "DBSIZE", "CONFIG SET maxmemory 0");
    expect(kept).to.equal("for-ever");
    expect(size).to.be.lessThan(100);
  });
});

function login(name: string): Login {
  return { name, password: `password-of-${name}` };
}

function addUser(server: ValkeyServer, user: Login, text: string): void {
  const [[setinfo] = [null]] = server.admin("COMMAND INFO client|setinfo") as [unknown[]];
  const words = setinfo === null ? text.replace(" +client|setinfo", "") : text;
  server.admin(`ACL SETUSER ${user.name} >${user.password} ${words}`);
}

/**
 * The commands the server would run for a user without having found a key it may refuse: each is tried in its shortest
 * form, with arguments that as keys belong to nobody.
 */
function runsWithoutKey(server: ValkeyServer, user: Login): string[] {
  const commands = server.admin("COMMAND").flatMap((list) => (list as CommandInfo[]).flatMap(withParts));
  const trials = commands.map(([name, arity]) => {
    const words = name.split("|");
    return ["ACL DRYRUN", user.name, ...words, ...Array(Math.abs(arity) - words.length).fill("1")].join(" ");
  });
  const answers = server.admin(...trials);
  return commands.map(([name]) => name).filter((_, index) => answers[index] === "OK");
}

/** Name, number of words (negative: at least), six more properties, and the parts of the command. */
type CommandInfo = [string, number, unknown, unknown, unknown, unknown, unknown, unknown, unknown, CommandInfo[]];

function withParts(command: CommandInfo): CommandInfo[] {
  return command[9].length === 0 ? [command] : command[9];
}

/** Each command over a connection of its own, because some change what the connection is for. */
function each(server: ValkeyServer, user: Login, commands: readonly string[]): Reply[] {
  return commands.flatMap((command) => server.run(user, command));
}

function expectRefused(replies: readonly Reply[], commands: readonly string[], reason: RegExp): void {
  const passed = commands.filter((_, index) => !reason.test(errorOf(replies[index])));
  expect(passed).to.deep.equal([]);
}

function answerOf(reply: Reply): unknown {
  return "value" in reply ? reply.value : reply.error;
}

function errorOf(reply: Reply | undefined): string {
  return reply !== undefined && "error" in reply ? reply.error : "";
}
