import { platformSearchClients } from "../components/data/platform-search-clients";
import { SearchDomain } from "../components/data/search-domain";

const KEY = "arn:aws:kms:ap-northeast-1:123456789012:key/1f0c5c0e-7d5e-4c3a-9d3b-2a6f8f1e4b10";
const roleArn = (name: string) => `arn:aws:iam::123456789012:role/kumiki-dev-${name}`;

/** A domain of one small node, called by the application and the functions around it. */
export function searchDomain(): SearchDomain {
  return new SearchDomain("search", {
    region: "ap-northeast-1",
    accountId: "123456789012",
    namePrefix: "kumiki-dev",
    subnetIds: ["subnet-0a1b2c3d4e5f60718"],
    securityGroupId: "sg-0c3d4e5f607182930",
    kmsKeyArn: KEY,
    logsKeyArn: KEY,
    masterRoleArn: roleArn("bootstrap"),
    clients: platformSearchClients({
      application: [roleArn("app-task")],
      indexer: [roleArn("indexer")],
      extract: [roleArn("extract")],
    }),
    createServiceLinkedRole: true,
  });
}
