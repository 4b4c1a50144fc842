/** Three resources whose values come from the stack file, for tests that change it: a program as small as can be. */

import { LogGroup } from "@pulumi/aws/cloudwatch";
import { Provider } from "@pulumi/aws/provider";
import { Queue } from "@pulumi/aws/sqs";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import { Config } from "@pulumi/pulumi";

const config = new Config("kumiki");
const { cidrBlock, flowLogRetentionDays } = config.requireObject<{ cidrBlock: string; flowLogRetentionDays: number }>(
  "network",
);
const provider = new Provider("aws", { region: "ap-northeast-1", allowedAccountIds: ["123456789012"] });

new LogGroup("log", { name: "/small/app", retentionInDays: flowLogRetentionDays }, { provider });
new Queue("jobs", { name: config.require("costCenter") }, { provider });
new SecurityGroupIngressRule(
  "door",
  { securityGroupId: "sg-0123456789abcdef0", ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: cidrBlock },
  { provider },
);
