import { expect } from "chai";
import { accessString, keyPatternProblems } from "../../../components/data/cache-access";

// What a server makes of the strings is shown in tests/real/valkey.spec.ts.

const CONNECTION_AND_CLUSTER =
  "+asking +auth +client|getname +client|id +client|setinfo +client|setname +cluster|info +cluster|keyslot " +
  "+cluster|myid +cluster|nodes +cluster|shards +cluster|slots +command +echo +hello +ping +quit +readonly +readwrite " +
  "+reset +select";
const TYPES = "+@bitmap +@geo +@hash +@hyperloglog +@list +@set +@sortedset +@stream +@string +@transaction";

describe("access strings of the cache", () => {
  it("start from nothing and add what names its keys (4.2-2)", () => {
    expect(accessString({ keyPatterns: ["session:*"], commands: "readWrite" })).to.equal(
      `on ~session:* resetchannels -@all ${TYPES} -@dangerous -pfmerge ` +
        "+del +exists +expire +expireat +expiretime +persist +pexpire +pexpireat +pexpiretime +pttl +touch +ttl +type " +
        `+unlink ${CONNECTION_AND_CLUSTER}`,
    );
  });

  it("take what writes away from a reader (4.2-2)", () => {
    expect(accessString({ keyPatterns: ["cache:*"], commands: "read" })).to.equal(
      `on ~cache:* resetchannels -@all ${TYPES} -@write -@dangerous -pfmerge ` +
        `+exists +expiretime +pexpiretime +pttl +touch +ttl +type ${CONNECTION_AND_CLUSTER}`,
    );
  });

  it("do not depend on the order the keys are listed in", () => {
    const listed = accessString({ keyPatterns: ["cache:b:*", "cache:a:*"], commands: "read" });
    expect(listed).to.equal(accessString({ keyPatterns: ["cache:a:*", "cache:b:*"], commands: "read" }));
    expect(listed).to.match(/^on ~cache:a:\* ~cache:b:\* resetchannels /);
  });
});

describe("key patterns of the cache", () => {
  const problemsOf = (...keyPatterns: string[]) => keyPatternProblems({ name: "web", keyPatterns, commands: "read" });

  it("are prefixes with a colon and a closing star, tags of hash slots included", () => {
    expect(problemsOf("session:*", "cache:v2:*", "{tenant-1}:*", "a.b_c/d:*")).to.deep.equal([]);
  });

  for (const pattern of [
    "*",
    "session*",
    "session:",
    "s?ssion:*",
    "[a-z]:*",
    "a*b:*",
    "a b:*",
    ":*",
    "",
    "session:**",
  ]) {
    it(`are not such as "${pattern}"`, () => {
      expect(problemsOf(pattern)).to.deep.equal([
        'each of keyPatterns of user "web" must be a prefix with a colon and a closing star, such as "session:*"; ' +
          `got "${pattern}".`,
      ]);
    });
  }
});
