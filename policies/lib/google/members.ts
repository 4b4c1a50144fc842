import type { PlainObject, PlainValue, ResourceNode } from "../../../plan/graph";

/** One grant on Google Cloud: who gets which role. */
export interface Membership {
  readonly member: string;
  readonly role: string;
}

/** Every type that gives a role, of those the program can use. */
export const GRANT_TYPES: readonly string[] = [
  "projects/iAM",
  "serviceaccount/iAM",
  "kms/cryptoKeyIAM",
  "kms/keyRingIAM",
  "bigquery/datasetIam",
  "bigquery/iam",
  "storage/bucketIAM",
  "pubsub/topicIAM",
  "secretmanager/secretIam",
  "vertex/aiEndpointIam",
].flatMap((stem) =>
  ["Member", "Binding", "Policy"].map((kind) => {
    const name = (stem.split("/")[1] ?? "") + kind;
    return `gcp:${stem}${kind}:${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  }),
);

/** The grants a resource makes, by whichever of the three kinds. */
export function membershipsOf({ inputs }: Pick<ResourceNode, "inputs">): Membership[] {
  if (typeof inputs.policyData === "string") {
    const bindings = object(JSON.parse(inputs.policyData)).bindings;
    return (Array.isArray(bindings) ? bindings.map(object) : []).flatMap(fromBinding);
  }
  return fromBinding(inputs);
}

function fromBinding({ role, member, members }: PlainObject): Membership[] {
  const all = [...(typeof member === "string" ? [member] : []), ...(Array.isArray(members) ? members.map(String) : [])];
  return all.map((name) => ({ member: name, role: String(role) }));
}

function object(value: PlainValue | undefined): PlainObject {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? value : {};
}
