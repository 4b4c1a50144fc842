import { expect } from "chai";
import { UNKNOWN } from "../../../plan/cloud/unknown";
import { secret } from "../../../tools/engine/provider/wire";
import { suiteProvider, urnOf } from "./provider-process";

const VPC = urnOf("aws:ec2/vpc:Vpc", "main");
const ROLE = urnOf("aws:iam/role:Role", "worker");

describe("the diff of a stand-in provider", () => {
  const aws = suiteProvider("aws");

  const NOTHING = { changes: false, diffs: [], replaces: [], deleteBeforeReplace: false, detailed: {} };

  it("finds nothing where nothing differs, whatever is secret on one side only", async () => {
    const old = { cidrBlock: "10.0.0.0/16", tags: { a: secret("b") } };
    expect(await aws().diff(VPC, "vpc-1", old, { tags: { a: "b" }, cidrBlock: "10.0.0.0/16" })).to.deep.equal(NOTHING);
  });

  it("names what was added, removed and changed, as deep as it lies", async () => {
    const old = { cidrBlock: "10.0.0.0/16", enableDnsSupport: true, tags: { a: "1", b: "2", "aws:c": "3" } };
    const news = { cidrBlock: "10.0.0.0/16", tags: { a: "1", b: "3", d: "4" } };
    expect(await aws().diff(VPC, "vpc-1", old, news)).to.deep.equal({
      changes: true,
      diffs: ["enableDnsSupport", "tags"],
      replaces: [],
      deleteBeforeReplace: false,
      detailed: { enableDnsSupport: "DELETE", 'tags["aws:c"]': "DELETE", "tags.b": "UPDATE", "tags.d": "ADD" },
    });
  });

  it("finds what was asked for and did not happen", async () => {
    const asked = { cidrBlock: "10.0.0.0/16", enableDnsSupport: true };
    const found = await aws().diff(VPC, "vpc-1", asked, asked, [], { ...asked, enableDnsSupport: false, ownerId: "1" });
    expect(found.detailed).to.deep.equal({ enableDnsSupport: "UPDATE" });
  });

  it("replaces where the service cannot change in place", async () => {
    const diff = await aws().diff(VPC, "vpc-1", { cidrBlock: "10.0.0.0/16" }, { cidrBlock: "10.1.0.0/16" });
    expect(diff).to.deep.equal({
      changes: true,
      diffs: ["cidrBlock"],
      replaces: ["cidrBlock"],
      deleteBeforeReplace: false,
      detailed: { cidrBlock: "UPDATE_REPLACE" },
    });
  });

  it("changes in place where the service replaces in some cases only", async () => {
    const [old, news] = ["dedicated", "default"].map((instanceTenancy) => ({
      cidrBlock: "10.0.0.0/16",
      instanceTenancy,
    }));
    const diff = await aws().diff(VPC, "vpc-1", old ?? {}, news ?? {});
    expect(diff).to.include({ changes: true, deleteBeforeReplace: false });
    expect(diff.replaces).to.deep.equal([]);
  });

  it("expects a change, and a replacement, of what is not known yet", async () => {
    const diff = await aws().diff(VPC, "vpc-1", { cidrBlock: "10.0.0.0/16" }, { cidrBlock: UNKNOWN });
    expect(diff.replaces).to.deep.equal(["cidrBlock"]);
  });

  it("deletes first where the replacement would have the same name, and not where names are generated", async () => {
    const path = async (name: string, notes = {}) => {
      const policy = { name, assumeRolePolicy: "{}", ...notes };
      return (await aws().diff(ROLE, name, { ...policy, path: "/a/" }, { ...policy, path: "/b/" })).deleteBeforeReplace;
    };
    expect(await path("the-worker")).to.equal(true);
    expect(await path("worker-01234ab")).to.equal(true);
    expect(await path("worker-01234ab", { __defaults: ["name"] })).to.equal(false);
  });

  it("passes over what the program ignores, and over nothing that only begins alike", async () => {
    const old = { cidrBlock: "10.0.0.0/16", tags: { a: "1" }, tagsAll: { a: "1" } };
    const news = { cidrBlock: "10.0.0.0/16", tags: { a: "2" }, tagsAll: { a: "2" } };
    expect((await aws().diff(VPC, "vpc-1", old, news, ["tags"])).diffs).to.deep.equal(["tagsAll"]);
    expect(await aws().diff(VPC, "vpc-1", old, news, ["tags.a", "tagsAll"])).to.deep.equal(NOTHING);
  });
});
