import { expect } from "chai";
import { EcsCluster, type EcsClusterArgs } from "../../../components/compute/ecs-cluster";
import { ecsCluster } from "../../../examples/ecs-cluster";
import { register, registerError, registerOutputs } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";

// Mocks cannot show whether the key's policy lets Fargate use the key; they show that every task disk asks for it.

const CLUSTER = "aws:ecs/cluster:Cluster";
const KEY = "arn:aws:kms:ap-northeast-1:123456789012:key/1f0c5c0e-7d5e-4c3a-9d3b-2a6f8f1e4b10";

function build(overrides: Partial<EcsClusterArgs> = {}): () => EcsCluster {
  return () => new EcsCluster("cluster", { diskKeyArn: KEY, namespaceName: "kumiki-dev", ...overrides });
}

describe("EcsCluster", () => {
  it("offers Fargate and Fargate Spot, and lets each service choose its share", async () => {
    const graph = await register(ecsCluster);
    expect(graph.one("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders").inputs).to.deep.equal({
      capacityProviders: ["FARGATE", "FARGATE_SPOT"],
      clusterName: graph.one(CLUSTER).outputs.name,
    });
    expectWellFormed(graph);
  });

  it("encrypts the disks of its tasks and records nothing of a shell session", async () => {
    expect((await register(build())).one(CLUSTER).inputs.configuration).to.deep.equal({
      executeCommandConfiguration: { logging: "NONE" },
      managedStorageConfiguration: { fargateEphemeralStorageKmsKeyId: KEY },
    });
  });

  it("collects Container Insights unless told otherwise", async () => {
    const settings = async (overrides?: Partial<EcsClusterArgs>) =>
      (await register(build(overrides))).one(CLUSTER).inputs.settings;
    expect(await settings()).to.deep.equal([{ name: "containerInsights", value: "enabled" }]);
    expect(await settings({ insights: "enhanced" })).to.deep.equal([{ name: "containerInsights", value: "enhanced" }]);
  });

  it("puts all of it into the region it is given", async () => {
    const graph = await register(build({ region: "ap-northeast-3" }));
    const regions = graph.resources.filter((resource) => resource.custom).map((resource) => resource.region);
    expect(regions).to.deep.equal(["ap-northeast-3", "ap-northeast-3", "ap-northeast-3"]);
  });

  it("gives what a service needs, the name only once the cluster has its capacity providers", async () => {
    const outputs = await registerOutputs(() => {
      const { clusterArn, clusterName, namespaceArn } = build()();
      return { clusterArn, clusterName, namespaceArn };
    });
    expect(outputs.clusterArn).to.match(/^arn:aws:ecs:ap-northeast-1:123456789012:cluster\/cluster-[0-9a-f]{7}$/);
    expect(`cluster/${outputs.clusterName}`).to.equal(String(outputs.clusterArn).split(":")[5]);
    expect(outputs.namespaceArn).to.match(
      /^arn:aws:servicediscovery:ap-northeast-1:123456789012:namespace\/ns-\w{16}$/,
    );
  });

  it("refuses a multi-region key, with which ECS would not create the cluster", async () => {
    const diskKeyArn = "arn:aws:kms:ap-northeast-1:123456789012:key/mrk-44937964d74d884478d3442d34bd8079";
    expect((await registerError(build({ diskKeyArn }))).message).to.equal(
      'error serializing property "configuration": EcsCluster "cluster" cannot be created:\n' +
        `  - diskKeyArn must be a single-region key, the only kind ECS encrypts disks with, got "${diskKeyArn}".`,
    );
  });

  it("refuses bad arguments, all at once", async () => {
    const overrides = { insights: "on" as "enabled", namespaceName: "two words" };
    expect((await registerError(build(overrides))).message).to.equal(
      'EcsCluster "cluster" cannot be created:\n' +
        '  - insights must be one of enabled, enhanced, disabled, got "on".\n' +
        '  - namespaceName must have 1 to 1024 visible ASCII characters and no blank, got "two words".',
    );
  });
});
