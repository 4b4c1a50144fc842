import { RandomPassword } from "@pulumi/random";
import { Certificate } from "../components/network/certificate";
import { LoadBalancer } from "../components/network/load-balancer";

/** A load balancer for `origin.example.com`, with its certificate, its address and its secret. */
export function originLoadBalancer(): LoadBalancer {
  const zoneId = "Z0123456789ABCDEFGHIJ";
  const certificate = new Certificate("origin", { domainName: "origin.example.com", zoneId });
  const secret = new RandomPassword("origin-secret", { length: 48, special: false });
  return new LoadBalancer("kumiki", {
    subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0b2c3d4e5f6071829"],
    securityGroupId: "sg-0c3d4e5f607182930",
    certificateArn: certificate.arn,
    originSecrets: [secret.result],
    accessLogBucket: "kumiki-alb-logs",
    dns: { zoneId, name: "origin.example.com" },
  });
}
