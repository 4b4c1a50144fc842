import type { PlainObject } from "../../../../plan/graph";
import { object } from "../../../support/stacks";
import { mutated, resource } from "../../support/mutate";
import { added, gone, type Mutation } from "./change";

const DEFAULT_VPC = resource("aws:ec2/defaultVpc:DefaultVpc", "default");
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
    title: "the default network",
    stack: "prod",
    change: added(DEFAULT_VPC),
    breaks: {
      "network-no-default-vpc": [DEFAULT_VPC.urn],
    },
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
    },
  },
  {
    title: "a key of Google Cloud that may be destroyed",
    stack: "prod",
    change: (graph) =>
      mutated(graph, (node) => (node.name === "analytics-keys-bigquery" ? { ...node, options: {} } : node)),
    breaks: { "resilience-google-keys-survive": ["deletionPolicy"] },
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
