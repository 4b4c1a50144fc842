import * as pulumi from "@pulumi/pulumi";
import { Edge } from "../../../components/network/edge";
import type { EdgeArgs } from "../../../components/network/edge-args";

/** What the specs of the edge build, with believable values. */
export const SECRET = "0123456789abcdefghijABCDEFGHIJ0123456789abcdefgh";
export const LOGS_KEY = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-4333-a444-555555555555";
export const ALB_ARN =
  "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/kumiki/0123456789abcdef";
export const BUCKET = {
  name: "kumiki-dev-static",
  arn: "arn:aws:s3:::kumiki-dev-static",
  regionalDomainName: "kumiki-dev-static.s3.ap-northeast-1.amazonaws.com",
  policyStatements: [
    {
      sid: "DenyInsecureTransport",
      effect: "Deny",
      principal: "*",
      actions: ["s3:*"],
      resources: ["arn:aws:s3:::kumiki-dev-static", "arn:aws:s3:::kumiki-dev-static/*"],
      conditions: { Bool: { "aws:SecureTransport": "false" } },
    },
  ],
} as const;

export const EDGE_ARGS: EdgeArgs = {
  region: "ap-northeast-1",
  namePrefix: "kumiki-dev",
  domainName: "www.example.com",
  zoneId: "Z0123456789ABCDEFGHIJ",
  originHostname: "origin.example.com",
  originSecret: pulumi.output(SECRET), // not marked secret: the component has to do that
  staticBucket: BUCKET,
  logsKeyArn: LOGS_KEY,
};

export function edge(overrides: Partial<EdgeArgs> = {}): () => Edge {
  return () => new Edge("edge", { ...EDGE_ARGS, ...overrides });
}
