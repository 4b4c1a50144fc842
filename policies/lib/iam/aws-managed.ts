import { type PolicyDocument, parseDocument } from "./document";

/**
 * AWS's own policies that may be attached, with what they allow at the most. AWS changes their text without notice, so
 * they are taken for more than they are: everything whose name says that it only looks. The boundary of people has to
 * hold against that.
 *
 * SecurityAudit and ViewOnlyAccess: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html
 */
export const AWS_MANAGED: Readonly<Record<string, string>> = {
  "arn:aws:iam::aws:policy/SecurityAudit": "an auditor has to see the configuration of every service there will be",
  "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess": "people have to find what they are to look after",
};

const LOOKING = ["BatchGet", "Describe", "Estimate", "Filter", "Get", "List", "Lookup", "Search", "Simulate"];

/** What may be done by a policy of AWS at the most; undefined for one that nobody has looked at. */
export function awsManagedPolicy(arn: string): PolicyDocument | undefined {
  if (AWS_MANAGED[arn] === undefined) return undefined;
  return parseDocument({
    Statement: [{ Effect: "Allow", Action: LOOKING.map((verb) => `*:${verb}*`), Resource: "*" }],
  });
}

/** What an unknown policy may do: anything. */
export const EVERYTHING: PolicyDocument = parseDocument({
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
});
