import type { PlainObject, ResourceNode } from "../../../plan/graph";
import { objectOf, objects } from "../values/objects";

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
    const { bindings } = objectOf(JSON.parse(inputs.policyData));
    return objects(bindings).flatMap(fromBinding);
  }
  return fromBinding(inputs);
}

function fromBinding({ role, member, members }: PlainObject): Membership[] {
  const all = [...(typeof member === "string" ? [member] : []), ...(Array.isArray(members) ? members.map(String) : [])];
  return all.map((name) => ({ member: name, role: String(role) }));
}
