import type { PlainObject, ResourceNode } from "../../../plan/graph";
import { resource } from "./mutate";

export const ACCOUNT = "111122223333";
export const ROOT = `arn:aws:iam::${ACCOUNT}:root`;

export const statement = (...lines: PlainObject[]) =>
  JSON.stringify({ Statement: lines.map((line) => ({ Sid: "Line", Effect: "Allow", ...line })) });
export const rolePolicy = (line: PlainObject) =>
  resource("aws:iam/rolePolicy:RolePolicy", "policy", { role: "reader", policy: statement(line) });
export const bucketPolicy = (line: PlainObject) =>
  resource("aws:s3/bucketPolicy:BucketPolicy", "policy", { bucket: "shop", policy: statement(line) });
export const key = (...lines: PlainObject[]) =>
  resource("aws:kms/key:Key", "key", { policy: statement(...lines) }, { arn: "arn:aws:kms:x:1:key/1" });
export const role = (trust: PlainObject, more: PlainObject = {}) =>
  resource(
    "aws:iam/role:Role",
    "reader",
    { name: "reader", assumeRolePolicy: statement({ Action: "sts:AssumeRole", ...trust }), ...more },
    { arn: `arn:aws:iam::${ACCOUNT}:role/reader` },
  );
export const byService = {
  Principal: { Service: "ec2.amazonaws.com" },
  Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
};
export const boundary = (line: PlainObject) =>
  resource("aws:iam/policy:Policy", "boundary", { policy: statement(line) }, { arn: "arn:aws:iam::1:policy/bound" });
export const bounded = role(byService, { permissionsBoundary: "arn:aws:iam::1:policy/bound" });
export const administered = { Principal: { AWS: ROOT }, Action: "kms:PutKeyPolicy" };
export const account = resource(
  "gcp:serviceaccount/account:Account",
  "loader",
  {},
  { name: "sa", member: "serviceAccount:sa" },
);
export const provider = (attributeCondition: string) =>
  resource("gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider", "provider", {
    attributeCondition,
    aws: { accountId: ACCOUNT },
    attributeMapping: {
      "attribute.aws_role":
        "assertion.arn.extract('{prefix}assumed-role/') + 'assumed-role/' + assertion.arn.extract('assumed-role/{role}/')",
    },
  });
export const pinned = `assertion.account == '${ACCOUNT}' && attribute.aws_role in ['arn:aws:sts::${ACCOUNT}:assumed-role/reader']`;

export interface RuleCase {
  /** Resources that satisfy the rule; the first is the one whose input is hidden to see what is unproven. */
  readonly good: readonly ResourceNode[];
  readonly hidden?: string;
  readonly bad: readonly ResourceNode[];
  readonly keys: readonly string[];
}
