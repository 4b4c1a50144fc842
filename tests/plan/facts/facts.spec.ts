import { statSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { allowedValuesOf, contentOf, isStateful, replacementOf, typeFactsOf } from "../../../plan/facts";
import { projectRoot } from "../../../plan/project";

const CLUSTER = "aws:rds/cluster:Cluster";
const DOMAIN = "aws:opensearch/domain:Domain";
const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const TABLE = "gcp:bigquery/table:Table";
const TASKS = "aws:ecs/taskDefinition:TaskDefinition";

/** What the services do, told by type, path and answer. */
const KNOWN: readonly (readonly [type: string, path: string, answer: string])[] = [
  [CLUSTER, "clusterIdentifier", "yes"],
  [CLUSTER, "clusterIdentifierPrefix", "yes"],
  [CLUSTER, "storageEncrypted", "yes"],
  [CLUSTER, "kmsKeyId", "yes"],
  [CLUSTER, "dbSubnetGroupName", "yes"],
  [CLUSTER, "storageType", "maybe"],
  [CLUSTER, "globalClusterIdentifier", "no"],
  [CLUSTER, "backupRetentionPeriod", "no"],
  [CLUSTER, "finalSnapshotIdentifier", "no"],
  [CLUSTER, "region", "yes"],
  ["aws:rds/clusterInstance:ClusterInstance", "instanceClass", "no"],
  ["aws:rds/clusterInstance:ClusterInstance", "availabilityZone", "yes"],
  ["aws:rds/subnetGroup:SubnetGroup", "name", "yes"],
  ["aws:rds/subnetGroup:SubnetGroup", "subnetIds", "no"],
  ["aws:ec2/vpc:Vpc", "cidrBlock", "yes"],
  ["aws:ec2/vpc:Vpc", "tags", "no"],
  ["aws:ec2/subnet:Subnet", "availabilityZone", "yes"],
  ["aws:ec2/securityGroup:SecurityGroup", "description", "yes"],
  [INGRESS, "cidrIpv4", "no"],
  [INGRESS, "securityGroupId", "yes"],
  // Every revision is another task definition.
  [TASKS, "containerDefinitions", "yes"],
  [TASKS, "cpu", "yes"],
  [TASKS, "tags", "no"],
  // What lies below a property that replaces, replaces too.
  [TASKS, "volumes[0].efsVolumeConfiguration.transitEncryption", "yes"],
  ["aws:ecs/service:Service", "taskDefinition", "no"],
  ["aws:ecs/service:Service", "launchType", "yes"],
  ["aws:lb/targetGroup:TargetGroup", "port", "yes"],
  ["aws:lb/targetGroup:TargetGroup", "healthCheck.path", "no"],
  ["aws:ecs/service:Service", "capacityProviderStrategies[0].weight", "maybe"],
  [GROUP, "engineVersion", "maybe"],
  [GROUP, "nodeType", "no"],
  [GROUP, "numNodeGroups", "no"],
  [GROUP, "atRestEncryptionEnabled", "yes"],
  [GROUP, "transitEncryptionEnabled", "maybe"],
  [DOMAIN, "domainName", "yes"],
  [DOMAIN, "vpcOptions", "yes"],
  [DOMAIN, "vpcOptions.subnetIds[0]", "no"],
  [DOMAIN, "encryptAtRest.kmsKeyId", "yes"],
  [DOMAIN, "encryptAtRest.enabled", "maybe"],
  [DOMAIN, "clusterConfig.instanceType", "no"],
  ["aws:kms/key:Key", "multiRegion", "yes"],
  ["aws:kms/key:Key", "enableKeyRotation", "no"],
  ["aws:kms/key:Key", "policy", "no"],
  ["aws:s3/bucket:Bucket", "bucket", "yes"],
  ["aws:s3/bucket:Bucket", "forceDestroy", "no"],
  ["aws:s3/bucketPolicy:BucketPolicy", "bucket", "yes"],
  ["aws:s3/bucketPolicy:BucketPolicy", "policy", "no"],
  ["aws:iam/role:Role", "name", "yes"],
  ["aws:iam/role:Role", "assumeRolePolicy", "no"],
  ["aws:iam/policy:Policy", "description", "yes"],
  ["aws:secretsmanager/secretVersion:SecretVersion", "secretString", "yes"],
  ["aws:cloudfront/distribution:Distribution", "defaultCacheBehavior.viewerProtocolPolicy", "no"],
  [TABLE, "timePartitioning.field", "yes"],
  [TABLE, "timePartitioning.expirationMs", "no"],
  [TABLE, "schema", "maybe"],
  ["gcp:bigquery/dataset:Dataset", "location", "yes"],
  ["gcp:kms/cryptoKey:CryptoKey", "rotationPeriod", "no"],
  ["random:index/randomPassword:RandomPassword", "length", "yes"],
];

describe("service facts", () => {
  for (const [type, path, answer] of KNOWN) {
    it(`say ${answer} to replacing ${type} for ${path}`, () => {
      expect(replacementOf(type, path)).to.equal(answer);
    });
  }

  it("say nothing of a property or a type nobody has looked at", () => {
    expect(replacementOf(CLUSTER, "nothing")).to.equal("unknown");
    expect(replacementOf("aws:sns/topic:Topic", "name")).to.equal("unknown");
    expect(replacementOf("azure:core/vault:Vault", "name")).to.equal("unknown");
    expect(replacementOf(CLUSTER, "constructor")).to.equal("unknown");
  });

  it("read a path with places in lists and with keys of maps", () => {
    expect(replacementOf("aws:ec2/flowLog:FlowLog", "destinationOptions.fileFormat")).to.equal("yes");
    expect(replacementOf("aws:ec2/vpc:Vpc", 'tags["kubernetes.io/role"]')).to.equal("no");
    expect(replacementOf("aws:ecs/service:Service", "loadBalancers[0].containerName")).to.equal("no");
  });

  it("know closed sets of values, and that most texts are free", () => {
    expect(allowedValuesOf("aws:wafv2/webAcl:WebAcl", "scope")).to.deep.equal(["CLOUDFRONT", "REGIONAL"]);
    expect(
      allowedValuesOf("aws:ecr/repository:Repository", "encryptionConfigurations[0].encryptionType"),
    ).to.deep.equal(["AES256", "KMS", "KMS_DSSE"]);
    expect(allowedValuesOf(CLUSTER, "engineVersion")).to.equal(undefined);
    expect(allowedValuesOf("aws:s3/bucket:Bucket", "acl")).to.equal(undefined);
    expect(allowedValuesOf("aws:sns/topic:Topic", "name")).to.equal(undefined);
  });

  it("tell what is lost with a store", () => {
    expect(isStateful(CLUSTER)).to.equal(true);
    expect(contentOf(CLUSTER)).to.equal("the databases of the cluster");
    expect(isStateful("aws:ecs/service:Service")).to.equal(false);
    expect(contentOf("aws:ecs/service:Service")).to.equal(undefined);
    expect(isStateful("toString")).to.equal(false);
  });

  it("name the CloudFormation type and who says so", () => {
    const facts = typeFactsOf("aws:iam/policy:Policy");
    expect(facts?.cloudFormation).to.equal("AWS::IAM::ManagedPolicy");
    expect(facts?.properties.path).to.deep.equal({ replacement: "yes", source: "cloudformation" });
    expect(typeFactsOf("aws:s3/bucketPolicy:BucketPolicy")?.stateful).to.equal(undefined);
    expect(typeFactsOf("gcp:kms/keyRing:KeyRing")).to.deep.equal({
      stateful: true,
      properties: {
        location: { replacement: "yes", source: "hand" },
        name: { replacement: "yes", source: "hand" },
        project: { replacement: "yes", source: "hand" },
      },
    });
  });

  it("are small enough for a provider to read at its start", () => {
    const kilobytes = ["aws", "gcp", "random"].map((name) =>
      Math.ceil(statSync(join(projectRoot, `plan/facts/${name}.json`)).size / 1024),
    );
    expect(Math.max(...kilobytes)).to.be.at.most(150);
  });
});
