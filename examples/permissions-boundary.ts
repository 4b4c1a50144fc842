import { PermissionsBoundary } from "../components/governance/permissions-boundary";

/** The most that any workload of a small shop can do. */
export function permissionsBoundary(): PermissionsBoundary {
  return new PermissionsBoundary("boundary", {
    policyName: "shop-dev-workloads",
    actions: ["logs:CreateLogStream", "logs:PutLogEvents", "s3:GetObject", "s3:PutObject"],
  });
}
