import { expect } from "chai";
import type { SearchDomainArgs } from "../../../components/data/search-domain-args";
import { registerError } from "../../support/platform";
import { build, role, STANDBY } from "./search-fixture";

/** The problems a build is refused for, in order. */
async function problems(overrides: Partial<SearchDomainArgs>): Promise<string[]> {
  const { message } = await registerError(build(overrides));
  return message.split("\n  - ").slice(1);
}

const client = (overrides: object) => ({
  name: "reader",
  access: "read" as const,
  patterns: ["logs-*"],
  roleArns: [role("grafana")],
  ...overrides,
});

describe("arguments of SearchDomain", () => {
  it("are refused all at once", async () => {
    const error = await registerError(
      build({
        accountId: "1234",
        namePrefix: "platform-production-east",
        engineVersion: "Elasticsearch_7.10",
        offPeakStart: 24,
        logRetention: 8,
        saml: { entityId: "https://login.example.com", metadata: "<EntityDescriptor/>", sessionTimeout: 1441 },
      }),
    );
    expect(error.message).to.equal(
      'SearchDomain "search" cannot be created:\n' +
        '  - namePrefix: "platform-production-east-search" has 31 characters, but the name of a openSearchDomain may ' +
        "have 28; shorten one of: platform-production-east, search.\n" +
        '  - accountId must be exactly 12 digits, got "1234".\n' +
        '  - engineVersion must be OpenSearch_3.1 or later, got "Elasticsearch_7.10"; anything older is in or near paid ' +
        "extended support.\n" +
        "  - offPeakStart must be a whole number in 0-23 h, got 24.\n" +
        "  - logRetention must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, " +
        '2192, 2557, 2922, 3288, 3653, got "8".\n' +
        "  - saml.sessionTimeout must be a whole number in 1-1440 min, got 1441.",
    );
  });

  for (const engineVersion of ["OpenSearch_2.19", "OpenSearch_3.0", "OpenSearch_3", "3.5"]) {
    it(`are refused for the engine "${engineVersion}"`, async () => {
      expect(await problems({ engineVersion })).to.deep.equal([
        `engineVersion must be OpenSearch_3.1 or later, got "${engineVersion}"; anything older is in or near paid ` +
          "extended support.",
      ]);
    });
  }

  it("are refused for a name the service would not take", async () => {
    expect(await problems({ namePrefix: "Kumiki_dev" })).to.deep.equal([
      'namePrefix must be lower-case letters, digits and single dashes, got "Kumiki_dev".',
    ]);
  });

  it("are refused where nodes do not spread evenly over subnets", async () => {
    expect(await problems({ subnetIds: [] })).to.deep.equal(["subnetIds must have 1 to 3 entries, got 0."]);
    expect(
      await problems({
        subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0b2c3d4e5f6071829"],
        dataNodes: { type: "m6g.large.search", count: 3 },
      }),
    ).to.deep.equal(["dataNodes.count must be a multiple of the 2 subnets, got 3; nodes are spread evenly."]);
    expect(await problems({ dataNodes: { type: "m6g.large.search", count: 81 } })).to.deep.equal([
      "dataNodes.count must be a whole number in 1-80 nodes, got 81.",
    ]);
  });

  it("are refused for masters that cannot win a vote or lead so many nodes", async () => {
    expect(
      await problems({
        dataNodes: { type: "m6g.large.search", count: 11 },
        masterNodes: { type: "t3.medium.search", count: 4 },
      }),
    ).to.deep.equal([
      'masterNodes.count must be one of 3, 5, got "4".',
      'masterNodes.type "t3.medium.search" can lead 10 data nodes at most, got 11; use m7g.large.search.',
    ]);
  });

  it("are refused for a standby without three zones, a master in each and nodes that last (3.1-2)", async () => {
    expect(await problems({ standby: true })).to.deep.equal([
      "standby needs 3 subnets, a dataNodes.count divisible by 3 and 3 masterNodes; got 1 subnets, 1 data nodes, 0 masters.",
      'dataNodes.type "t3.small.search" cannot be used with standby; use r7g.large.search.',
    ]);
    const masterNodes = { type: "t3.medium.search", count: 3 };
    expect(await problems({ ...STANDBY, masterNodes })).to.deep.equal([
      'masterNodes.type "t3.medium.search" cannot be used with standby; use r7g.large.search.',
    ]);
  });

  it("are refused for volumes the type or the service does not have", async () => {
    expect(await problems({ volume: 101 })).to.deep.equal([
      "volume of t3.small.search must be a whole number in 10-100 GiB, got 101.",
    ]);
    expect(await problems({ dataNodes: { type: "r6gd.large.search", count: 1 } })).to.deep.equal([
      'dataNodes.type "r6gd.large.search" keeps data on its own disks and takes no volume; use a type such as ' +
        "r7g.large.search.",
    ]);
    expect(await problems({ volume: 100, volumeIops: 2999, volumeThroughput: 124 })).to.deep.equal([
      "volumeIops of 100 GiB must be a whole number in 3000-16000, got 2999.",
      "volumeThroughput of 100 GiB must be a whole number in 125-1000 MiB/s, got 124.",
    ]);
    expect(await problems({ volume: 100, volumeThroughput: 751 })).to.deep.equal([
      "volumeThroughput may be a quarter of volumeIops, 750 MiB/s, got 751.",
    ]);
  });
});

describe("clients of SearchDomain", () => {
  it("are refused all at once", async () => {
    const unknown = client({ name: "Reader", patterns: [] });
    Object.assign(unknown, { access: "admin" });
    expect(
      await problems({
        clients: [unknown, client({}), client({ roleArns: [], patterns: ["*", "_bulk", "Logs", "logs-*/_doc"] })],
      }),
    ).to.deep.equal([
      'clients[0].name must be lower-case letters, digits and single dashes, got "Reader".',
      'clients[0].access must be one of append, browse, export, read, store, write, got "admin".',
      "clients[0].patterns must have 1 to 20 entries, got 0.",
      'clients[2].name "reader" is used twice; give every client its own name.',
      'clients[2].patterns must be names such as "logs-*", in lower case and not beginning with "*", got "*".',
      'clients[2].patterns must be names such as "logs-*", in lower case and not beginning with "*", got "_bulk".',
      'clients[2].patterns must be names such as "logs-*", in lower case and not beginning with "*", got "Logs".',
      'clients[2].patterns must be names such as "logs-*", in lower case and not beginning with "*", got "logs-*/_doc".',
      "clients[2] is held by nobody; give it roleArns, or leave the client out.",
    ]);
  });

  it("have groups only where there is an identity provider", async () => {
    expect(await problems({ clients: [client({ groups: ["engineers"] })] })).to.deep.equal([
      "clients[0].groups come from an identity provider; set saml, or use roleArns.",
    ]);
  });
});
