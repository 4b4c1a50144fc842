import { STACK_TYPE } from "../../../plan/graph";
import { type Rule, violations } from "../../core/rule";

/** Types that make somebody, or a key, of a kind that does not expire. */
const STANDING: Readonly<Record<string, string>> = {
  "aws:iam/user:User": "people sign in through IAM Identity Center, workloads take roles",
  "aws:iam/accessKey:AccessKey": "an access key does not expire; let the workload take a role",
  "aws:iam/userLoginProfile:UserLoginProfile": "people sign in through IAM Identity Center",
  "aws:iam/userPolicy:UserPolicy": "grant to a role instead of a user",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": "grant to a role instead of a user",
  "aws:iam/group:Group": "groups hold users, and there are none",
  "aws:iam/groupPolicy:GroupPolicy": "groups hold users, and there are none",
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": "groups hold users, and there are none",
  "aws:iam/serviceSpecificCredential:ServiceSpecificCredential": "a service's own password does not expire",
  "aws:iam/sshKey:SshKey": "a key of a user does not expire",
  "gcp:serviceaccount/key:Key": "a key file does not expire; use workload identity federation",
  "gcp:storage/hmacKey:HmacKey": "an HMAC key does not expire; use workload identity federation",
  "gcp:projects/apiKey:ApiKey": "an API key is a password in a URL; use a service account",
};

/**
 * Nobody holds what does not expire: no users, no keys, no passwords, in either cloud. Judged on the stack, so that having
 * none is a pass and not nothing.
 */
export const noStandingCredentials: Rule = {
  id: "least-privilege-no-standing-credentials",
  title: "There are no users, access keys or key files",
  why: "What does not expire is found years later in a repository, a laptop or a log.",
  fix: "remove the resource: workloads take roles, Google trusts those roles, people sign in by permission sets",
  severity: "critical",
  pack: "least-privilege",
  theorem: "identity",
  controls: [
    "CKV_AWS_273",
    "CKV2_AWS_22",
    "IAM.2",
    "IAM.4",
    "CIS-AWS-3.0-1.11",
    "CIS-AWS-3.0-1.13",
    "AWS-0123",
    "CIS-GCP-3.0-1.4",
  ],
  types: [STACK_TYPE],
  judge(_stack, graph) {
    const found = Object.keys(STANDING).flatMap((type) => graph.ofType(type));
    return violations(
      found.map(({ type, name }) => ({
        key: `Type::${type}::${name}`,
        message: `${name}: ${STANDING[type]}; remove the resource`,
      })),
    );
  },
};
