import { type Rule, violations } from "../../core/rule";

/** Permissions by which a bearer gives itself others, or becomes somebody else. */
const BECOMES =
  /\.setIamPolicy$|^iam\.(serviceAccounts\.(actAs|getAccessToken|getOpenIdToken|implicitDelegation|signBlob|signJwt)|serviceAccountKeys\.create|roles\.(create|update|undelete)|workloadIdentityPool)|^storage\.hmacKeys\.create$|^orgpolicy\.|^(cloudfunctions\.functions|run\.services|compute\.instances|cloudbuild\.builds|deploymentmanager\.deployments)\.create$/;

/** A custom role lets nobody widen what they have. */
export const harmlessCustomRoles: Rule = {
  id: "least-privilege-google-harmless-custom-roles",
  title: "No custom role can give itself more",
  why: "Whoever may set a policy, or act as another account, has whatever that account has.",
  fix: "take the permission out of the custom role",
  severity: "critical",
  pack: "least-privilege",
  controls: [],
  types: ["gcp:projects/iAMCustomRole:IAMCustomRole", "gcp:organizations/iAMCustomRole:IAMCustomRole"],
  judge({ inputs }) {
    const permissions = Array.isArray(inputs.permissions) ? inputs.permissions.map(String) : [];
    return violations(
      permissions
        .filter((permission) => BECOMES.test(permission))
        .map((permission) => ({
          key: `Permission::${permission}`,
          message: `${permission} lets its bearer have more than the role; take it out`,
        })),
    );
  },
};
