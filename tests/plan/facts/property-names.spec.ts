import { expect } from "chai";
import { cloudFormationName, exceptionOf } from "../../../plan/facts/property-names";

/** Pulumi's name, CloudFormation's candidates, the resource it is on, and the one that is meant. */
const CASES: readonly (readonly [string, readonly string[], string, string | undefined])[] = [
  ["subnetIds", ["SubnetId", "SubnetIds2"], "", "SubnetId"],
  ["subnetMappings", ["SubnetMapping"], "", "SubnetMapping"],
  ["managedPolicyArns", ["ManagedPolicyArns"], "AWS::IAM::Role", "ManagedPolicyArns"],
  ["policies", ["Policy"], "", "Policy"],
  ["dbSubnetGroupName", ["DBSubnetGroupName"], "AWS::RDS::DBCluster", "DBSubnetGroupName"],
  ["name", ["AlarmName", "Namespace"], "AWS::CloudWatch::Alarm", "AlarmName"],
  ["name", ["RoleName"], "", undefined], // inside an object nothing bears the resource's name
  ["snapshotOptions", ["SnapshotOptions"], "", "SnapshotOptions"],
  ["privateDnsNameOptions", ["PrivateDnsName"], "", "PrivateDnsName"],
  ["notificationConfiguration", ["Notification"], "", "Notification"],
  ["option", ["Options"], "", "Options"],
  ["cidrIpv4", ["CidrIp"], "", undefined],
];

describe("names of properties in CloudFormation", () => {
  for (const [name, candidates, type, meant] of CASES) {
    it(`finds ${meant ?? "nothing"} for ${name} among ${candidates.join(", ")}`, () => {
      expect(cloudFormationName(name, candidates, type)).to.equal(meant);
    });
  }

  it("takes a type's own exception before the general one", () => {
    expect(exceptionOf("aws:kms/replicaKey:ReplicaKey", "policy")).to.equal("KeyPolicy");
    expect(exceptionOf("aws:s3/bucketPolicy:BucketPolicy", "policy")).to.equal("PolicyDocument");
    expect(exceptionOf("aws:s3/bucketPolicy:BucketPolicy", "bucket")).to.equal(undefined);
  });
});
