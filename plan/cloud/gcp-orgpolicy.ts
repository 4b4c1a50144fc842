import type { Service } from "./registration";

/** Organisation policies, here of a project. */
export const gcpOrgPolicyService: Service = {
  "gcp:orgpolicy/policy:Policy": (policy) => ({ id: policy.text("name") }),
};
