import type { ResourceGraph, ResourceNode } from "../../../plan/graph";
import type { PolicyDocument } from "./document";
import type { Carried } from "./roles";
import { documentOf } from "./sources";

/** Resources that carry the policy of another one, and the input that says whose. */
const CARRIERS: readonly (readonly [type: string, link: string])[] = [
  ["aws:s3/bucketPolicy:BucketPolicy", "bucket"],
  ["aws:sqs/queuePolicy:QueuePolicy", "queueUrl"],
  ["aws:sns/topicPolicy:TopicPolicy", "arn"],
  ["aws:kms/keyPolicy:KeyPolicy", "keyId"],
  ["aws:opensearch/domainPolicy:DomainPolicy", "domainName"],
  ["aws:secretsmanager/secretPolicy:SecretPolicy", "secretArn"],
];

/** All that the policies on a resource say, wherever they are written. */
export function policyOn(resource: ResourceNode, graph: ResourceGraph): PolicyDocument {
  return carriedOn(resource, graph).flatMap(({ document }) => document);
}

/** The policies on a resource, each with what carries it. */
export function carriedOn(resource: ResourceNode, graph: ResourceGraph): Carried[] {
  const { id, outputs } = resource;
  const names = new Set([id, outputs.arn, outputs.url, outputs.bucket, outputs.keyId, outputs.domainName]);
  names.delete(undefined);
  const carriers = CARRIERS.flatMap(([type, link]) =>
    graph.ofType(type).filter(({ inputs }) => names.has(inputs[link])),
  );
  return [resource, ...carriers].flatMap((carrier) => {
    const document = documentOf(carrier);
    return document === undefined ? [] : [{ by: carrier.urn, document }];
  });
}
