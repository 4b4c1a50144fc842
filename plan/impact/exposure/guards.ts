/** What keeps others out, read from the inputs: each guard a sentence that says what is lost with it. */

import type { PlainObject } from "../../graph";
import { textAt, valueAt } from "../values";

interface Guard {
  /** Whether it stands, with these inputs. */
  readonly stands: (inputs: PlainObject) => boolean;
  /** What to say when it falls. */
  readonly lost: string;
}

const flag = (path: string, lost: string): Guard => ({ stands: (inputs) => valueAt(inputs, path) === true, lost });
const present = (path: string, lost: string): Guard => ({
  stands: (inputs) => (textAt(inputs, path) ?? "") !== "",
  lost,
});

const BUCKET_BLOCK = [
  flag("blockPublicAcls", "public access lists can be set again"),
  flag("blockPublicPolicy", "public policies can be set again"),
  flag("ignorePublicAcls", "public access lists count again"),
  flag("restrictPublicBuckets", "a public policy lets everybody in again"),
];

const GUARDS: Readonly<Record<string, readonly Guard[]>> = {
  "aws:cloudfront/distribution:Distribution": [
    present("webAclId", "no firewall stands in front of it any more"),
    {
      stands: (inputs) => /^TLSv1\.[23]/.test(textAt(inputs, "viewerCertificate.minimumProtocolVersion") ?? ""),
      lost: "accepts TLS older than 1.2",
    },
  ],
  "aws:elasticache/replicationGroup:ReplicationGroup": [flag("transitEncryptionEnabled", "talks in plain text")],
  "aws:lb/listener:Listener": [
    {
      stands: ({ sslPolicy }) => typeof sslPolicy === "string" && /TLS13|TLS-1-2/.test(sslPolicy),
      lost: "accepts TLS older than 1.2",
    },
  ],
  "aws:opensearch/domain:Domain": [
    flag("advancedSecurityOptions.enabled", "no longer asks who calls (fine-grained access control)"),
    flag("domainEndpointOptions.enforceHttps", "answers in plain text"),
    flag("nodeToNodeEncryption.enabled", "its nodes talk in plain text"),
  ],
  "aws:rds/cluster:Cluster": [flag("storageEncrypted", "keeps its data in plain text")],
  "aws:rds/proxy:Proxy": [flag("requireTls", "takes connections in plain text")],
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock": BUCKET_BLOCK,
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": BUCKET_BLOCK,
  "gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider": [
    present("attributeCondition", "any identity of the issuer is let into the pool"),
  ],
};

/** Resources that guard others: without them the guarded thing is still there. */
const SHIELDS = new Set([
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
]);

/** The guards that stand before and do not stand after. What is deleted itself needs no guard any more. */
export function fallenGuards(type: string, before: PlainObject, after: PlainObject | undefined): string[] {
  if (after === undefined && !SHIELDS.has(type)) return [];
  return (GUARDS[type] ?? [])
    .filter(({ stands }) => stands(before) && !(after !== undefined && stands(after)))
    .map(({ lost }) => lost);
}
