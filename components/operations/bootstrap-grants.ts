import * as pulumi from "@pulumi/pulumi";
import type { Grant } from "../shared/iam";

/** The domain the bootstrap is the master of. */
export interface BootstrapSearch {
  /**
   * ARN of the domain. Make it from the domain's name, `awsArn("es", region, accountId, "domain/<name>")`: the domain names
   * this function's role as its master user, and so comes after it.
   */
  readonly domainArn: pulumi.Input<string>;
}

/** The database the bootstrap works in through the Data API. */
export interface BootstrapDatabase {
  /** ARN of the cluster. Its Data API (`enableHttpEndpoint`) must be on. */
  readonly clusterArn: pulumi.Input<string>;
  /** Secret of the cluster's master user. RDS chooses its name, so that it is known only with the cluster. */
  readonly secretArn: pulumi.Input<string>;
  /** Key the secret is encrypted with. */
  readonly secretKeyArn: pulumi.Input<string>;
}

/**
 * What the bootstrap reads and writes in a domain, each path by itself: GET to compare, PUT to create and to change.
 * Nothing is deleted, and no document can be read. The security plugin asks, besides, for the master user.
 */
export function searchGrants({ domainArn }: BootstrapSearch): Grant[] {
  const paths = [
    "_index_template/*",
    "_ingest/pipeline/*",
    "_plugins/_ism/policies/*",
    "_plugins/_security/api/audit",
    "_plugins/_security/api/audit/config",
    "_plugins/_security/api/roles/*",
    "_plugins/_security/api/rolesmapping/*",
  ];
  return [
    {
      sid: "SetUpDomain",
      actions: ["es:ESHttpGet", "es:ESHttpPut"],
      resources: paths.map((path) => pulumi.interpolate`${domainArn}/${path}`),
    },
  ];
}

/** The Data API reads the secret in the name of its caller, who must be allowed to as well. */
export function databaseGrants({ clusterArn, secretArn, secretKeyArn }: BootstrapDatabase, region: string): Grant[] {
  return [
    {
      sid: "RunStatements",
      actions: [
        "rds-data:BeginTransaction",
        "rds-data:CommitTransaction",
        "rds-data:ExecuteStatement",
        "rds-data:RollbackTransaction",
      ],
      resources: [clusterArn],
    },
    { sid: "ReadMasterSecret", actions: ["secretsmanager:GetSecretValue"], resources: [secretArn] },
    {
      sid: "DecryptMasterSecret",
      actions: ["kms:Decrypt"],
      resources: [secretKeyArn],
      conditions: {
        StringEquals: {
          "kms:EncryptionContext:SecretARN": secretArn,
          "kms:ViaService": `secretsmanager.${region}.amazonaws.com`,
        },
      },
    },
  ];
}
