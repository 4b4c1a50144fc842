import { object } from "../../../support/stacks";
import {
  add,
  added,
  CUSTOM_ROLE,
  drop,
  edit,
  inputs,
  KEY,
  type Mutations,
  PROVIDER,
  type Statement,
  unconditional,
} from "../../support/identity-changes";
import { withInputs } from "../../support/mutate";

/** Keys, secrets, and the other cloud. */
export const KEYS_AND_GOOGLE: Mutations = {
  "a key for any service": [edit(KEY, "keys-data", "UsedThroughServices", unconditional), "narrow-key-policies"],
  "grants to anybody": [
    edit(KEY, "keys-data", "GrantedToServices", (line) => ({
      ...line,
      Condition: { StringEquals: object(object(line.Condition).StringEquals) },
    })),
    "narrow-key-policies",
  ],
  "a key nobody can mend": [drop(KEY, "keys-logs", "AdministeredByAccount"), "narrow-key-policies"],
  "an administrator who uses the key": [
    edit(KEY, "keys-logs", "AdministeredByAccount", (line) => ({
      ...line,
      Action: [...(line.Action as string[]), "kms:ReEncryptFrom"],
    })),
    "narrow-key-policies",
    "separated-key-duties",
  ],
  "everything with a key": [
    add(KEY, "keys-logs", {
      Principal: { Service: "logs.amazonaws.com" },
      Action: "kms:*",
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceAccount": "210987654321" } },
    }),
    "named-actions",
    "narrow-key-policies",
    "separated-key-duties",
  ],
  "a search domain without its clients": [
    inputs("aws:opensearch/domain:Domain", "search-domain", ({ accessPolicies }) => {
      const { Statement: lines } = JSON.parse(String(accessPolicies));
      return {
        accessPolicies: JSON.stringify({
          Statement: lines.map(unconditional).filter((line: Statement) => line.Effect === "Allow"),
        }),
      };
    }),
    "search-names-callers",
  ],
  "a search domain that leaves the application out": [
    inputs("aws:opensearch/domain:Domain", "search-domain", ({ accessPolicies }) => ({
      accessPolicies: String(accessPolicies).replaceAll("-app-task", "-gone"),
    })),
    "data-plane",
  ],
  "sessions nobody records": [
    added("aws:ssm/document:Document", "sessions", { documentType: "Session", content: '{"inputs":{}}' }),
    "recorded-sessions",
  ],
  "a pool for another account": [
    inputs(PROVIDER, "analytics-identity-federation-provider", (old) => ({
      aws: { accountId: "999999999999" },
      attributeCondition: String(old.attributeCondition).replace(/== '\d+'/, "== '999999999999'"),
    })),
    "google-pinned-federation",
  ],
  "a pool for every role": [
    inputs(PROVIDER, "analytics-identity-federation-provider", (old) => ({
      attributeCondition: String(old.attributeCondition).replace(/ in \[.*\]/, ".startsWith('arn:aws:sts::')"),
    })),
    "google-pinned-federation",
  ],
  "a pool with a way around": [
    inputs(PROVIDER, "analytics-identity-federation-provider", (old) => ({
      attributeCondition: `${old.attributeCondition} || google.subject == 'x'`,
    })),
    "google-pinned-federation",
  ],
  "another account of Google's for a role": [
    inputs("gcp:serviceaccount/iAMMember:IAMMember", "analytics-identity-loader-from-kumiki-STACK-load", (old) => ({
      member: String(old.member).replace("-load", "-app-task"),
    })),
    "google-declared-impersonation",
  ],
  "a wide role of Google's": [
    added("gcp:projects/iAMMember:IAMMember", "wide", { member: "group:analysts@example.com", role: "roles/editor" }),
    "google-narrow-roles",
  ],
  "everybody on Google": [
    added("gcp:bigquery/datasetIamMember:DatasetIamMember", "open", {
      member: "allUsers",
      role: "roles/bigquery.dataViewer",
    }),
    "google-no-public-members",
  ],
  "a custom role that sets policies": [
    inputs(CUSTOM_ROLE, "analytics-identity-roles-jobs", () => ({
      permissions: ["bigquery.jobs.create", "resourcemanager.projects.setIamPolicy"],
    })),
    "google-harmless-custom-roles",
    "google-data-plane",
  ],
  "a loader that reads": [
    inputs(CUSTOM_ROLE, "analytics-identity-roles-load", (old) => ({
      permissions: [...(old.permissions as string[]), "bigquery.tables.getData"],
    })),
    "google-data-plane",
  ],
  "a secret in an environment": [
    (graph) => {
      const secret = String(
        graph.one("random:index/randomPassword:RandomPassword", "origin-secret-first").outputs.result,
      );
      const carried = Buffer.from(`Bearer ${secret}`.slice("Bearer ".length)).toString("base64");
      return withInputs(graph, "aws:lambda/function:Function", "export-load-function", {
        environment: { variables: { TOKEN: carried } },
      });
    },
    "no-open-secrets",
  ],
};
