import { VpcEndpoints } from "../components/network/vpc-endpoints";

/** What starting a Fargate task without NAT takes, besides the S3 gateway endpoint of the network. */
export function vpcEndpoints(): VpcEndpoints {
  return new VpcEndpoints("endpoints", {
    region: "ap-northeast-1",
    accountId: "123456789012",
    vpcId: "vpc-0a1b2c3d4e5f60718",
    subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0f1e2d3c4b5a69788"],
    securityGroupId: "sg-0a1b2c3d4e5f60718",
    services: ["ecr.api", "ecr.dkr", "logs"],
  });
}
