import { SearchDomain } from "../../../components/data/search-domain";
import type { SearchDomainArgs } from "../../../components/data/search-domain-args";

export const DOMAIN = "aws:opensearch/domain:Domain";
export const DOMAIN_ARN = "arn:aws:es:ap-northeast-1:123456789012:domain/kumiki-dev-search";
export const DATA_KEY = "arn:aws:kms:ap-northeast-1:123456789012:key/1f0c5c0e-7d5e-4c3a-9d3b-2a6f8f1e4b10";
export const LOGS_KEY = "arn:aws:kms:ap-northeast-1:123456789012:key/2e1d6d1f-8e6f-4d4b-8e4c-3b7a9a2f5c21";

/** ARN of a role of the account. */
export function role(name: string): string {
  return `arn:aws:iam::123456789012:role/kumiki-dev-${name}`;
}

/** Builds a domain of one small node, with one client, changed as asked. */
export function build(overrides: Partial<SearchDomainArgs> = {}, name = "search"): () => SearchDomain {
  return () =>
    new SearchDomain(name, {
      region: "ap-northeast-1",
      accountId: "123456789012",
      namePrefix: "kumiki-dev",
      subnetIds: ["subnet-0a1b2c3d4e5f60718"],
      securityGroupId: "sg-0c3d4e5f607182930",
      kmsKeyArn: DATA_KEY,
      logsKeyArn: LOGS_KEY,
      masterRoleArn: role("bootstrap"),
      clients: [{ name: "writer", access: "write", patterns: ["documents-*"], roleArns: [role("app-task")] }],
      ...overrides,
    });
}

/** A domain over three zones, one of them held back. */
export const STANDBY: Partial<SearchDomainArgs> = {
  subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0b2c3d4e5f6071829", "subnet-0c3d4e5f60718293a"],
  dataNodes: { type: "r7g.large.search", count: 3 },
  masterNodes: { type: "m7g.large.search", count: 3 },
  standby: true,
  volume: 100,
};
