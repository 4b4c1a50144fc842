import { expect } from "chai";
import { AuroraCluster } from "../../../components/data/aurora-cluster";
import { namesOf, register } from "../../support/platform";
import { build, INSTANCE, minimal, withProxy } from "./aurora-fixture";

// Mocks cannot show that RDS publishes to the topic: its policy and its key have to admit events.rds.amazonaws.com.

const SUBSCRIPTION = "aws:rds/eventSubscription:EventSubscription";
const TARGET = "aws:appautoscaling/target:Target";
const SCALING = "aws:appautoscaling/policy:Policy";
const TOPIC = "arn:aws:sns:ap-northeast-1:123456789012:alarms";

describe("AuroraEvents", () => {
  it("tells a topic of failovers, failures and maintenance of cluster and instances (3.3-2)", async () => {
    const graph = await register(build({ mode: "provisioned", instances: 2, eventTopicArn: TOPIC }));
    const common = { region: "ap-northeast-1", snsTopic: TOPIC };
    expect(graph.one(SUBSCRIPTION, "db-events-db-cluster").inputs).to.deep.equal({
      ...common,
      sourceType: "db-cluster",
      sourceIds: ["kumiki-prod-db-g1"],
      eventCategories: ["failover", "failure", "maintenance", "notification"],
      tags: { Component: "AuroraEvents", Name: "db-events-db-cluster" },
    });
    expect(graph.one(SUBSCRIPTION, "db-events-db-instance").inputs).to.deep.equal({
      ...common,
      sourceType: "db-instance",
      sourceIds: graph.ofType(INSTANCE).map(({ outputs }) => outputs.identifier),
      eventCategories: [
        "availability",
        "failover",
        "failure",
        "low storage",
        "maintenance",
        "notification",
        "recovery",
      ],
      tags: { Component: "AuroraEvents", Name: "db-events-db-instance" },
    });
    expect(namesOf(graph, SUBSCRIPTION)).to.have.lengthOf(2);
  });

  it("tells of a proxy that fails, where there is one", async () => {
    const graph = await register(build({ ...withProxy, eventTopicArn: TOPIC }));
    const { sourceType, sourceIds, eventCategories } = graph.one(SUBSCRIPTION, "db-events-db-proxy").inputs;
    expect({ sourceType, sourceIds, eventCategories }).to.deep.equal({
      sourceType: "db-proxy",
      sourceIds: ["kumiki-prod-db-g1-proxy"],
      eventCategories: ["failure"],
    });
  });

  it("tells nobody, if no topic is given", async () => {
    expect(namesOf(await register(build()), SUBSCRIPTION)).to.deep.equal([]);
  });
});

describe("AuroraReaderScaling", () => {
  it("keeps the readers' processor at its target, within bounds, once there is an instance (4.1-2)", async () => {
    const graph = await register(
      build({ mode: "provisioned", instances: 2, readerScaling: { min: 1, max: 4, cpu: 50 } }),
    );
    expect(graph.one(TARGET).inputs).to.deep.equal({
      region: "ap-northeast-1",
      serviceNamespace: "rds",
      scalableDimension: "rds:cluster:ReadReplicaCount",
      resourceId: "cluster:kumiki-prod-db-g1",
      minCapacity: 1,
      maxCapacity: 4,
      tags: { Component: "AuroraReaderScaling", Name: "db-reader-scaling-target" },
    });
    expect(graph.one(SCALING).inputs).to.deep.equal({
      region: "ap-northeast-1",
      serviceNamespace: "rds",
      scalableDimension: "rds:cluster:ReadReplicaCount",
      resourceId: "cluster:kumiki-prod-db-g1",
      policyType: "TargetTrackingScaling",
      targetTrackingScalingPolicyConfiguration: {
        targetValue: 50,
        predefinedMetricSpecification: { predefinedMetricType: "RDSReaderAverageCPUUtilization" },
        disableScaleIn: false,
        scaleInCooldown: 300,
        scaleOutCooldown: 300,
      },
    });
    expect(graph.one(TARGET).outputs.roleArn).to.equal(
      "arn:aws:iam::123456789012:role/aws-service-role/rds.application-autoscaling.amazonaws.com/" +
        "AWSServiceRoleForApplicationAutoScaling_RDSCluster",
    );
    expect(graph.one(TARGET).dependencies).to.include.members(graph.ofType(INSTANCE).map(({ urn }) => urn));
  });

  it("aims at 60 percent unless it is told otherwise, and is off unless it is asked for", async () => {
    const graph = await register(build({ readerScaling: { min: 0, max: 1 } }));
    expect(graph.one(SCALING).inputs).to.have.nested.property(
      "targetTrackingScalingPolicyConfiguration.targetValue",
      60,
    );
    expect(namesOf(await register(build()), TARGET)).to.deep.equal([]);
  });
});

describe("two clusters of one stack", () => {
  it("do not meet in any name", async () => {
    const graph = await register(() => [build()(), new AuroraCluster("orders", minimal)]);
    const ids = graph.resources.filter(({ custom }) => custom).map(({ type, id }) => `${type} ${id}`);
    expect(new Set(ids).size).to.equal(ids.length);
  });
});
