/**
 * A platform small enough to be killed again and again: some forty resources of three providers, with secrets, a fixed
 * name, generated names and a remote component. `crash:round` 2 changes, replaces, adds and removes.
 */

import * as logs from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as ecs from "@pulumi/aws/ecs";
import * as iam from "@pulumi/aws/iam";
import * as aws from "@pulumi/aws/provider";
import * as s3 from "@pulumi/aws/s3";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as sqs from "@pulumi/aws/sqs";
import * as vpc from "@pulumi/aws/vpc";
import * as awsx from "@pulumi/awsx/ecr";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

const config = new pulumi.Config("crash");
const round = config.requireNumber("round");
const token = new pulumi.Config("kumiki").requireSecret("opsOidcClientSecret");
const tags = { Round: String(round) };

const provider = new aws.Provider("aws", { region: "ap-northeast-1", allowedAccountIds: ["123456789012"] });
const on = { provider };

const network = new ec2.Vpc("network", { cidrBlock: "10.0.0.0/16", tags }, on);
const subnets = ["a", "c"].map(
  (zone, index) =>
    new ec2.Subnet(
      `subnet-${zone}`,
      {
        vpcId: network.id,
        // Round 2 moves the subnets: what stands in them has to move first.
        cidrBlock: `10.0.${index + 10 * round}.0/24`,
        availabilityZone: `ap-northeast-1${zone}`,
      },
      on,
    ),
);
const table = new ec2.RouteTable("routes", { vpcId: network.id, tags }, on);
subnets.forEach((subnet, index) => {
  new ec2.RouteTableAssociation(`routes-${index}`, { routeTableId: table.id, subnetId: subnet.id }, on);
});
const groups = ["front", "back"].map(
  (name) => new ec2.SecurityGroup(name, { vpcId: network.id, description: `${name}, round ${round}` }, on),
);
const [front, back] = groups;
if (front === undefined || back === undefined) throw new Error("two groups were declared");
for (const port of [5432, 6379, 8443, 9200]) {
  new vpc.SecurityGroupIngressRule(
    `back-${port}`,
    { securityGroupId: back.id, referencedSecurityGroupId: front.id, ipProtocol: "tcp", fromPort: port, toPort: port },
    on,
  );
}

const role = new iam.Role("task", { assumeRolePolicy: "{}", path: round === 1 ? "/" : "/moved/" }, on);
new iam.RolePolicy("task", { role: role.name, policy: "{}" }, on);

const bucket = new s3.Bucket("store", { bucket: `kumiki-crash-${round}`, forceDestroy: true, tags }, on);
new s3.BucketVersioning("store", { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } }, on);
new s3.BucketPublicAccessBlock("store", { bucket: bucket.id, blockPublicAcls: true }, on);

const password = new random.RandomPassword("master", { length: 32, keepers: { round: String(round) } });
const secret = new secretsmanager.Secret("master", { recoveryWindowInDays: 0, tags }, on);
new secretsmanager.SecretVersion("master", { secretId: secret.id, secretString: password.result }, on);

const log = new logs.LogGroup("app", { name: "/kumiki/crash/app", retentionInDays: 7 * round }, on);
const cluster = new ecs.Cluster("cluster", { tags }, on);
const task = new ecs.TaskDefinition(
  "app",
  {
    family: "app",
    cpu: "256",
    memory: "512",
    networkMode: "awsvpc",
    requiresCompatibilities: ["FARGATE"],
    executionRoleArn: role.arn,
    containerDefinitions: pulumi.jsonStringify([
      { name: "app", image: `app:${round}`, environment: [{ name: "TOKEN", value: token }] },
    ]),
  },
  { ...on, dependsOn: [log] },
);
new ecs.Service(
  "app",
  {
    cluster: cluster.arn,
    taskDefinition: task.arn,
    desiredCount: 1,
    networkConfiguration: { subnets: subnets.map(({ id }) => id), securityGroups: [front.id] },
  },
  on,
);
for (const name of round === 1 ? ["orders", "mails"] : ["orders", "reports"]) {
  new sqs.Queue(name, { sqsManagedSseEnabled: true, tags }, on);
}
new awsx.Repository("images", { name: "kumiki-crash", tags }, { providers: { aws: provider } });
