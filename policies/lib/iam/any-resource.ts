/**
 * Actions that may be granted on every resource although the service knows resources for them, with the reason. Anything
 * that the service cannot limit needs no entry: `actions.json` says so.
 */
export const ANY_RESOURCE: Readonly<Record<string, string>> = {
  "backup:CopyFromBackupVault": "a backup has the ARN of the service that keeps it; a condition says where it may go",
  "cloudwatch:GetMetricData": "only imported data sets have an ARN; metrics have none",
  "ec2:AssignPrivateIpAddresses": "Lambda asks before the interface exists, and refuses the function code itself",
  "ec2:CreateNetworkInterface": "Lambda asks before the interface exists, and refuses the function code itself",
  "ec2:DeleteNetworkInterface": "Lambda asks before the interface exists, and refuses the function code itself",
  "ec2:UnassignPrivateIpAddresses": "Lambda asks before the interface exists, and refuses the function code itself",
  "logs:GetQueryResults": "a query has no ARN; what it may read was decided when it was started",
};

/** Reach into a whole service: no account, or nothing named within it. */
const WHOLE_SERVICE = /^arn:[^:]*:[^:]*:[^:]*:(?:\*?:\*|\d+:\**$)/;

/** Whether a statement leaves open which resource it is about. */
export function isAnyResource(pattern: string): boolean {
  return pattern === "*" || pattern === "arn:*" || WHOLE_SERVICE.test(pattern) || /^arn:[^:]*:[^:*]*\*/.test(pattern);
}
