import { SecurityGroups } from "../components/network/security-groups";

/** The groups of a web application with its database. */
export function applicationGroups(): SecurityGroups {
  return new SecurityGroups("kumiki", {
    region: "ap-northeast-1",
    vpcId: "vpc-0a1b2c3d4e5f60718",
    s3PrefixListId: "pl-61a54008",
    groups: ["alb", "app", "db"],
  });
}
