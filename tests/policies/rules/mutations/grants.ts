import type { PlainObject } from "../../../../plan/graph";
import { object } from "../../../support/stacks";
import { mutated, resource } from "../../support/mutate";
import { added, gone, type Mutation } from "./change";

const USER = resource("aws:iam/user:User", "somebody");
const LOGIN = resource("aws:iam/userLoginProfile:UserLoginProfile", "somebody");
const USER_POLICY = resource("aws:iam/userPolicy:UserPolicy", "somebody");
const DEFAULT_VPC = resource("aws:ec2/defaultVpc:DefaultVpc", "default");
const GOOGLE_KEY = resource("gcp:serviceaccount/key:Key", "key");
const GRANT = "gcp:projects/iAMMember:IAMMember";
const grant = (name: string, role: string, member = "group:operators@example.com") =>
  resource(GRANT, name, { role, member, project: "p" });

export const GRANTS: readonly Mutation[] = [
  {
    title: "no analyzer",
    stack: "dev",
    change: gone("aws:accessanalyzer/analyzer:Analyzer"),
    breaks: { "least-privilege-analyzer-in-every-region": ["ap-northeast-1", "us-east-1"] },
  },
  {
    title: "a user of IAM with a policy and a password",
    stack: "prod",
    change: added(USER, LOGIN, USER_POLICY),
    breaks: {
      "least-privilege-no-console-passwords": [LOGIN.urn],
      "least-privilege-no-iam-users": [USER.urn],
      "least-privilege-no-policies-on-users": [USER_POLICY.urn],
    },
  },
  {
    title: "the default network, and a key of a service account",
    stack: "prod",
    change: added(DEFAULT_VPC, GOOGLE_KEY),
    breaks: {
      "least-privilege-no-service-account-keys": [GOOGLE_KEY.urn],
      "network-no-default-vpc": [DEFAULT_VPC.urn],
    },
  },
  {
    title: "a dataset for everybody",
    stack: "prod",
    change: added(
      resource("gcp:bigquery/datasetIamMember:DatasetIamMember", "open", {
        role: "r",
        member: "allAuthenticatedUsers",
      }),
    ),
    breaks: { "least-privilege-google-members-are-named": ["member"] },
  },
  {
    title: "an administrator that is a workload",
    stack: "prod",
    change: added(grant("mighty", "roles/bigquery.admin", "serviceAccount:loader@p.iam.gserviceaccount.com")),
    breaks: { "least-privilege-google-no-admin-accounts": ["role"] },
  },
  {
    title: "a member who administers keys and uses them",
    stack: "prod",
    change: added(grant("admin", "roles/cloudkms.admin"), grant("user", "roles/cloudkms.cryptoKeyDecrypter")),
    breaks: { "least-privilege-google-key-duties-separate": [grant("admin", "").urn] },
  },
  {
    title: "two members, one who administers keys and one who uses them",
    stack: "prod",
    change: added(
      grant("admin", "roles/cloudkms.admin"),
      grant("user", "roles/cloudkms.cryptoKeyDecrypter", "group:readers@example.com"),
    ),
    breaks: {},
  },
  {
    title: "a member who makes service accounts and becomes them",
    stack: "prod",
    change: added(grant("admin", "roles/iam.serviceAccountAdmin"), grant("user", "roles/iam.serviceAccountUser")),
    breaks: {
      "least-privilege-google-account-duties-separate": [grant("admin", "").urn],
      "least-privilege-no-impersonation-of-all-accounts": ["role"],
    },
  },
  {
    title: "a key of Google Cloud that may be destroyed",
    stack: "prod",
    change: (graph) =>
      mutated(graph, (node) => (node.name === "analytics-keys-bigquery" ? { ...node, options: {} } : node)),
    breaks: { "resilience-engine-protection": ["protect"], "resilience-google-keys-survive": ["deletionPolicy"] },
  },
  {
    title: "a queue without an owner",
    stack: "prod",
    change: (graph) =>
      mutated(graph, (node) => {
        if (node.type !== "aws:sqs/queue:Queue" || node.name !== "export-announcements-queue") return node;
        const strip = ({ Owner: _, ...tags }: PlainObject) => tags;
        return {
          ...node,
          inputs: { ...node.inputs, tags: strip(object(node.inputs.tags)) },
          outputs: { ...node.outputs, tagsAll: strip(object(node.outputs.tagsAll)) },
        };
      }),
    breaks: {
      "tagging-aws-mandatory-tags": ["Tag::Owner"],
    },
  },
];
