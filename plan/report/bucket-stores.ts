import type { PlainObject, PlainValue, ResourceGraph, ResourceNode } from "../graph";
import type { DataStore } from "./data-stores";
import { readersOf } from "./readers";

/** Buckets whose objects somebody would miss, as opposed to logs: those that have a copy, or that a workload reads. */
export function* bucketStores(graph: ResourceGraph): Iterable<DataStore> {
  const replication = new Map(
    graph
      .ofType("aws:s3/bucketReplicationConfig:BucketReplicationConfig")
      .map((config) => [config.inputs.bucket, config]),
  );
  for (const bucket of graph.ofType("aws:s3/bucket:Bucket")) {
    if (bucket.name.includes("-replica")) continue;
    const readers = [...readersOf(graph, ["s3:GetObject"], String(bucket.outputs.arn)), ...edgeReaders(graph, bucket)];
    const rule = replication.get(bucket.id ?? "");
    if (rule === undefined && readers.length === 0) continue;
    const promised = JSON.stringify(rule?.inputs.rules ?? []).includes('"replicationTime":{"status":"Enabled"');
    yield {
      store: `${bucket.name.replace(/^store-|-bucket$/g, "")}, S3`,
      copies: [...versions(graph, bucket), ...(rule === undefined ? [] : [`copy in ${replicaRegion(graph, rule)}`])],
      readers,
      objectives: "nothing, at once",
      // S3 Replication Time Control promises 15 minutes; without it most objects take as long, and none is promised.
      regionObjectives: rule === undefined ? "everything" : `${promised ? "15 min" : "about 15 min"}, at once`,
    };
  }
}

function edgeReaders(graph: ResourceGraph, bucket: ResourceNode): string[] {
  const origins = graph
    .ofType("aws:cloudfront/distribution:Distribution")
    .flatMap(({ inputs }) => list(inputs.origins));
  return origins.some((origin) => object(origin).domainName === bucket.outputs.bucketRegionalDomainName)
    ? ["CloudFront"]
    : [];
}

function versions(graph: ResourceGraph, bucket: ResourceNode): string[] {
  const kept = graph
    .ofType("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration")
    .filter(({ inputs }) => inputs.bucket === bucket.id)
    .flatMap(({ inputs }) => list(inputs.rules))
    .map((rule) => object(object(rule).noncurrentVersionExpiration).noncurrentDays)
    .find((days) => days !== undefined);
  return kept === undefined ? [] : [`versions ${kept} d`];
}

function replicaRegion(graph: ResourceGraph, rule: ResourceNode): string {
  const [first] = list(rule.inputs.rules);
  const arn = object(object(first).destination).bucket;
  return graph.ofType("aws:s3/bucket:Bucket").find(({ outputs }) => outputs.arn === arn)?.region ?? String(arn);
}

function list(value: PlainValue | undefined): PlainValue[] {
  return Array.isArray(value) ? value : [];
}

function object(value: PlainValue | undefined): PlainObject {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? value : {};
}
