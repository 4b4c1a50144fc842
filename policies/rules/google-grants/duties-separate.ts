import type { ResourceGraph } from "../../../plan/graph";
import { STACK_TYPE } from "../../../plan/graph";
import { type Judgement, type Rule, violations } from "../../core/rule";

const ON_PROJECT = "gcp:projects/iAMMember:IAMMember";
const ON_KEY = "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember";

/** Nobody decides who may use keys and uses them too. */
export const KEY_DUTIES_SEPARATE: Rule = {
  id: "least-privilege-google-key-duties-separate",
  title: "Whoever administers keys of Google Cloud does not use them",
  why: "One stolen identity would be enough to take a key over and to read with it.",
  fix: "give the two roles to two members",
  severity: "medium",
  pack: "least-privilege",
  controls: ["CIS-GCP-3.0-1.11"],
  types: [STACK_TYPE],
  judge: (_stack, graph) => separate(graph, /^roles\/cloudkms\.admin$/, /^roles\/cloudkms\.cryptoKey/),
};

/** Nobody creates service accounts and becomes them too. */
export const ACCOUNT_DUTIES_SEPARATE: Rule = {
  id: "least-privilege-google-account-duties-separate",
  title: "Whoever administers service accounts does not act as them",
  why: "One stolen identity could make itself an account with any role.",
  fix: "give the two roles to two members",
  severity: "medium",
  pack: "least-privilege",
  controls: ["CIS-GCP-3.0-1.8"],
  types: [STACK_TYPE],
  judge: (_stack, graph) => separate(graph, /^roles\/iam\.serviceAccountAdmin$/, /^roles\/iam\.serviceAccountUser$/),
};

function separate(graph: ResourceGraph, one: RegExp, other: RegExp): Judgement {
  const grants = [...graph.ofType(ON_PROJECT), ...graph.ofType(ON_KEY)];
  const holders = (role: RegExp) =>
    new Set(grants.filter(({ inputs }) => role.test(String(inputs.role))).map(({ inputs }) => inputs.member));
  const both = holders(other);
  const conflicts = grants.filter(({ inputs }) => one.test(String(inputs.role)) && both.has(inputs.member));
  return violations(
    conflicts.map(({ urn, name }) => ({
      key: urn,
      message: `the member of ${name} holds the other role too; give the two roles to two members`,
    })),
  );
}
