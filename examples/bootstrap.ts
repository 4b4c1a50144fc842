import * as pulumi from "@pulumi/pulumi";
import { Bootstrap } from "../components/operations/bootstrap";
import { BootstrapRun } from "../components/operations/bootstrap-run";
import { awsArn } from "../components/shared/naming";

const REGION = "ap-northeast-1";
const ACCOUNT = "123456789012";
const KEY = "arn:aws:kms:ap-northeast-1:123456789012:key/1f0c5c0e-7d5e-4c3a-9d3b-2a6f8f1e4b10";
const SECRET = "arn:aws:secretsmanager:ap-northeast-1:123456789012:secret:rds!cluster-0a1b2c3d-AbCdEf";
const CLUSTER = awsArn("rds", REGION, ACCOUNT, "cluster:kumiki-dev");

/** A function that sets up one domain and one database, and the run that does it. */
export function bootstrap(): { bootstrap: Bootstrap; run: BootstrapRun } {
  const bootstrap = new Bootstrap("kumiki", {
    region: REGION,
    accountId: ACCOUNT,
    namePrefix: "kumiki-dev",
    network: { subnetIds: ["subnet-0a1b2c3d4e5f60718"], securityGroupId: "sg-0c3d4e5f607182930" },
    search: { domainArn: awsArn("es", REGION, ACCOUNT, "domain/kumiki-dev") },
    database: { clusterArn: CLUSTER, secretArn: SECRET, secretKeyArn: KEY },
    kmsKeyArn: KEY,
    logsKeyArn: KEY,
  });
  const run = new BootstrapRun("kumiki", {
    region: REGION,
    functionName: bootstrap.functionName,
    codeSha256: bootstrap.codeSha256,
    request: pulumi.output({
      search: {
        endpoint: "vpc-kumiki-dev-0a1b2c3d.ap-northeast-1.es.amazonaws.com",
        roles: [
          {
            name: "app",
            clusterPermissions: [],
            indexPermissions: [{ patterns: ["catalog-*"], actions: ["read"] }],
            backendRoles: [`arn:aws:iam::${ACCOUNT}:role/kumiki-dev-app`],
          },
        ],
        ingestPipelines: [],
        indexTemplates: [],
        retentionPolicies: [],
        auditConfig: { enabled: true },
      },
      database: {
        clusterArn: CLUSTER,
        secretArn: SECRET,
        database: "kumiki",
        extensions: ["pg_stat_statements"],
        schema: "app",
        users: [
          { name: "app", role: "app_rw" as const },
          { name: "migrations", role: "migrator" as const },
        ],
      },
    }),
  });
  return { bootstrap, run };
}
