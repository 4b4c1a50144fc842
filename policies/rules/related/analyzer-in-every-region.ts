import type { ResourceGraph } from "../../../plan/graph";
import { STACK_TYPE } from "../../../plan/graph";
import { type Rule, violations } from "../../core/rule";

/** Kinds whose policies the analyzer reads, of those in use; https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-resources.html */
const ANALYZED = [
  "aws:ecr/repository:Repository",
  "aws:kms/key:Key",
  "aws:kms/replicaKey:ReplicaKey",
  "aws:lambda/function:Function",
  "aws:s3/bucket:Bucket",
  "aws:secretsmanager/secret:Secret",
  "aws:sqs/queue:Queue",
];

/** An analyzer sees the resources of its own region only. */
export const ANALYZER_IN_EVERY_REGION: Rule = {
  id: "least-privilege-analyzer-in-every-region",
  title: "An analyzer of external access runs in each region that holds what it reads",
  why: "A policy that opens a bucket or a key to strangers would be found by them first.",
  fix: "create the component AccessAnalyzer in the region as well; it is free of charge",
  severity: "medium",
  pack: "least-privilege",
  controls: ["CIS-AWS-3.0-1.20"],
  types: [STACK_TYPE],
  judge(_stack, graph) {
    const watched = new Set(
      graph
        .ofType("aws:accessanalyzer/analyzer:Analyzer")
        .filter(({ inputs }) => inputs.type === "ACCOUNT" || inputs.type === "ORGANIZATION")
        .map(({ region }) => region),
    );
    const unwatched = regionsOf(graph).filter((region) => !watched.has(region));
    return violations(
      unwatched.map((region) => ({
        key: region,
        message: `no analyzer of external access in ${region}; ${this.fix}`,
      })),
    );
  },
};

function regionsOf(graph: ResourceGraph): string[] {
  const regions = ANALYZED.flatMap((type) => graph.ofType(type)).flatMap(({ region }) => region ?? []);
  return [...new Set(regions)].sort();
}
