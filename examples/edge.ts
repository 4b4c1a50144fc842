import { Edge } from "../components/network/edge";
import { OriginSecret } from "../components/network/origin-secret";

/** The front door of `www.example.com`, before a load balancer that is known as `origin.example.com`. */
export function frontDoor(): Edge {
  const secret = new OriginSecret("origin-secret");
  return new Edge("edge", {
    region: "ap-northeast-1",
    namePrefix: "kumiki-dev",
    domainName: "www.example.com",
    zoneId: "Z0123456789ABCDEFGHIJ",
    originHostname: "origin.example.com",
    originSecret: secret.current,
    staticBucket: {
      name: "kumiki-dev-static",
      arn: "arn:aws:s3:::kumiki-dev-static",
      regionalDomainName: "kumiki-dev-static.s3.ap-northeast-1.amazonaws.com",
      policyStatements: [],
    },
    logsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-4333-a444-555555555555",
  });
}
