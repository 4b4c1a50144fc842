import { notApplicable, type Rule, violations } from "../../core/rule";
import { allDataActions } from "../../lib/iam/data-grants";
import { says } from "../../lib/iam/evaluate";
import { namesAccount } from "../../lib/iam/key-policies";
import { roleOf } from "../../lib/iam/roles";
import { ROLE } from "../../lib/iam/sources";

/** Actions on stores that show or change no content of theirs. */
const HARMLESS =
  /^(s3|sqs|sns|es|lambda|secretsmanager|dynamodb):(List|Describe|Get(?!Object|SecretValue|Item|Records)|BatchGetSecretValue|Head)/;

/** Roles that people take reach no content of any store, whatever AWS's own policies say this year. */
export const peopleWithoutData: Rule = {
  id: "least-privilege-people-without-data",
  title: "Roles of people never reach data",
  why: "People look after the platform; what customers entrusted to it is none of their business.",
  fix: "take the action off the duty, and keep it among those the boundary of people leaves out",
  severity: "critical",
  pack: "least-privilege",
  theorem: "identity",
  controls: [],
  types: [ROLE],
  judge(subject, graph) {
    const role = roleOf(subject, graph);
    const taken = role.trust.some(namesAccount);
    if (!taken) return notApplicable("people do not take it");
    const request = { requester: {}, resourceAccount: role.account, context: new Map() };
    // Looking into a secret one by one is asked for as GetSecretValue, also within a batch.
    const reached = allDataActions()
      .filter((action) => !HARMLESS.test(action))
      .filter((action) => role.policies.some((document) => says(document, true, { ...request, action }) !== "no"))
      .filter((action) => role.boundary === undefined || says(role.boundary, true, { ...request, action }) !== "no");
    return violations(
      reached.map((action) => ({
        key: `Action::${action}`,
        message: `people in this role may use ${action}, which reaches data; take it off`,
      })),
    );
  },
};
