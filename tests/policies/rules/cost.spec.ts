import { expect } from "chai";
import type { PlainObject } from "../../../plan/graph";
import { ARM64 } from "../../../policies/rules/cost/arm64";
import { GP3 } from "../../../policies/rules/cost/gp3";
import { INTERFACE_ENDPOINTS } from "../../../policies/rules/cost/interface-endpoints";
import { NO_IDLE_COMMITMENTS } from "../../../policies/rules/cost/no-idle-commitments";
import { SINGLE_NAT } from "../../../policies/rules/cost/single-nat";
import { SPOT_OUTSIDE_PRODUCTION } from "../../../policies/rules/cost/spot-outside-production";
import { outcomes } from "../support/judge";
import { resource, unknownInput } from "../support/mutate";

const DOMAIN = "aws:opensearch/domain:Domain";

describe("cost-arm64", () => {
  const judged = (type: string, inputs: PlainObject) => outcomes(ARM64, resource(type, "x", inputs))[0];
  const notArm = (property: string) =>
    `violation | ${property}: ${property} does not name an ARM processor; choose one`;

  it("wants tasks and functions on ARM, which is the default of neither", () => {
    const task = "aws:ecs/taskDefinition:TaskDefinition";
    expect(judged(task, { runtimePlatform: { cpuArchitecture: "ARM64" } })).to.equal("pass");
    expect(judged(task, {})).to.equal(notArm("cpuArchitecture"));
    const fn = "aws:lambda/function:Function";
    expect(judged(fn, { architectures: ["arm64"] })).to.equal("pass");
    expect(judged(fn, { architectures: ["x86_64"] })).to.equal(notArm("architectures"));
    expect(judged(fn, {})).to.equal(notArm("architectures"));
  });

  it("tells ARM by the class", () => {
    const instance = (instanceClass: string) => judged("aws:rds/clusterInstance:ClusterInstance", { instanceClass });
    for (const name of ["db.r7g.large", "db.t4g.medium", "db.r6gd.large", "db.serverless"]) {
      expect(instance(name), name).to.equal("pass");
    }
    for (const name of ["db.r7i.large", "db.t3.medium", "db.g.large"]) {
      expect(instance(name), name).to.equal(notArm("instanceClass"));
    }
    const cache = (nodeType: string) => judged("aws:elasticache/replicationGroup:ReplicationGroup", { nodeType });
    expect([cache("cache.t4g.micro"), cache("cache.t3.micro")]).to.deep.equal(["pass", notArm("nodeType")]);
  });

  it("lets a search domain have the small nodes that only come with x86", () => {
    const domain = (clusterConfig: PlainObject) => judged(DOMAIN, { clusterConfig });
    expect(domain({ instanceType: "t3.small.search" })).to.equal("pass");
    expect(domain({ instanceType: "r7g.large.search", dedicatedMasterType: "m7g.large.search" })).to.equal("pass");
    expect(domain({ instanceType: "r7g.large.search", dedicatedMasterType: "m5.large.search" })).to.equal(
      notArm("dedicatedMasterType"),
    );
  });
});

describe("cost-gp3", () => {
  it("wants gp3 by name", () => {
    const domain = (ebsOptions: PlainObject) => outcomes(GP3, resource(DOMAIN, "x", { ebsOptions }));
    const other = "violation | volumeType: the volume type is not gp3, or left to the service; set it";
    expect(domain({ volumeType: "gp3" })).to.deep.equal(["pass"]);
    expect(domain({ volumeType: "gp2" })).to.deep.equal([other]);
    expect(domain({})).to.deep.equal([other]);
    expect(outcomes(GP3, resource("aws:ebs/volume:Volume", "x", { type: "gp3" }))).to.deep.equal(["pass"]);
    expect(outcomes(GP3, resource("aws:rds/instance:Instance", "x", { storageType: "io1" }))).to.deep.equal([other]);
  });
});

describe("cost-spot-outside-production", () => {
  const strategies = (onDemand: number, spot: number): PlainObject => ({
    capacityProviderStrategies: [
      { capacityProvider: "FARGATE", weight: onDemand, base: 1 },
      { capacityProvider: "FARGATE_SPOT", weight: spot },
    ],
  });
  const service = (inputs: PlainObject) => resource("aws:ecs/service:Service", "x", inputs);
  const tooFew = "violation | capacity: less than 50 % of the tasks run on FARGATE_SPOT; raise its weight";

  it("wants half of the tasks on Spot, by weight", () => {
    expect(outcomes(SPOT_OUTSIDE_PRODUCTION, service(strategies(1, 1)))).to.deep.equal(["pass"]);
    expect(outcomes(SPOT_OUTSIDE_PRODUCTION, service(strategies(2, 1)))).to.deep.equal([tooFew]);
    expect(outcomes(SPOT_OUTSIDE_PRODUCTION, service({}))).to.deep.equal([tooFew]);
    const prod = service({ ...strategies(1, 0), tags: { Environment: "prod" } });
    expect(outcomes(SPOT_OUTSIDE_PRODUCTION, prod)).to.deep.equal(["notApplicable | it is production"]);
  });

  it("wants the share it is told", () => {
    expect(outcomes(SPOT_OUTSIDE_PRODUCTION.adjust({ percent: 75 }), service(strategies(1, 3)))).to.deep.equal([
      "pass",
    ]);
    expect(outcomes(SPOT_OUTSIDE_PRODUCTION.adjust({ percent: 76 }), service(strategies(1, 3)))).to.deep.equal([
      tooFew.replace("50", "76"),
    ]);
  });
});

describe("cost-no-idle-commitments", () => {
  it("wants none", () => {
    for (const type of NO_IDLE_COMMITMENTS.types) {
      expect(outcomes(NO_IDLE_COMMITMENTS, resource(type, "x"))).to.deep.equal([
        "violation | commitment: it is paid for whether it is used or not; remove it",
      ]);
    }
    expect(outcomes(NO_IDLE_COMMITMENTS)[0]).to.match(/^notApplicable/);
  });
});

describe("cost-interface-endpoints", () => {
  const endpoint = (name: string, zones: number, vpcEndpointType = "Interface") =>
    resource("aws:ec2/vpcEndpoint:VpcEndpoint", name, {
      vpcEndpointType,
      subnetIds: Array.from({ length: zones }, (_, zone) => `subnet-${zone}`),
    });

  it("counts one interface for each zone of each endpoint, and none for gateways", () => {
    const tight = INTERFACE_ENDPOINTS.adjust({ atMost: 4 });
    expect(outcomes(tight, endpoint("a", 2), endpoint("b", 2), endpoint("s3", 3, "Gateway"))).to.deep.equal(["pass"]);
    expect(outcomes(tight, endpoint("a", 2), endpoint("b", 3))).to.deep.equal([
      "violation | endpoints: interface endpoints have more than 4 network interfaces in all; list fewer",
    ]);
  });

  it("does not count what is not known yet", () => {
    const inputs = unknownInput({ vpcEndpointType: "Interface" }, "subnetIds");
    expect(
      outcomes(INTERFACE_ENDPOINTS, resource("aws:ec2/vpcEndpoint:VpcEndpoint", "a", {}, {}, { inputs })),
    ).to.deep.equal(["unproven | unknown:subnetIds: subnetIds is not known yet"]);
  });
});

describe("cost-single-nat", () => {
  const gateway = (name: string, Environment: string) =>
    resource("aws:ec2/natGateway:NatGateway", name, { tags: { Environment } });

  it("wants one outside production", () => {
    expect(outcomes(SINGLE_NAT, gateway("a", "dev"))).to.deep.equal(["pass"]);
    expect(outcomes(SINGLE_NAT, gateway("a", "prod"), gateway("b", "prod"))).to.deep.equal(["pass"]);
    expect(outcomes(SINGLE_NAT, gateway("a", "dev"), gateway("b", "dev"))).to.deep.equal([
      "violation | nat: there is more than one NAT gateway; one is enough here",
    ]);
    expect(outcomes(SINGLE_NAT)).to.deep.equal(["pass"]);
  });
});
