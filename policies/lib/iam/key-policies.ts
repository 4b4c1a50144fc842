import { accountOf } from "./arn";
import type { Condition, Statement } from "./document";

export const KEY_TYPES: readonly string[] = [
  "aws:kms/key:Key",
  "aws:kms/replicaKey:ReplicaKey",
  "aws:kms/keyPolicy:KeyPolicy",
];

/** Uses of a key that reveal, or can be made to reveal, what it protects. */
export const KEY_USES: readonly string[] = [
  "kms:Decrypt",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
  "kms:CreateGrant",
];

/** Whether a statement leaves it to the account's own policies who is meant. */
export function namesAccount({ principals }: Statement): boolean {
  return principals?.aws.some((name) => /^(\d{12}|arn:aws:iam::\d{12}:root)$/.test(name)) === true;
}

/** Contexts that a service of the account sets itself, so that they stand for the service. */
const OWN_CONTEXTS: ReadonlySet<string> = new Set(["kms:encryptioncontext:aws:scheduler:schedule:arn"]);

/** Whether a condition lets a key be used through named services only, or for what one of them keeps. */
export function limitsService({ key, operator, ifExists, quantifier, values }: Condition): boolean {
  if (OWN_CONTEXTS.has(key) && !ifExists && quantifier === undefined) {
    return operator === "ArnLike" && values.length > 0 && values.every((value) => accountOf(value) !== undefined);
  }
  if (key !== "kms:viaservice" || ifExists || quantifier !== undefined) return false;
  return (
    /^String(Equals|Like)$/.test(operator) &&
    values.length > 0 &&
    values.every((value) => /^[a-z0-9-]+\.[a-z0-9-]+\.amazonaws\.com$/.test(value))
  );
}

/** Whether a condition leaves grants to AWS's own resources, or to one use. */
export function limitsGrants({ key, operator, ifExists, quantifier, values }: Condition): boolean {
  if (ifExists) return false;
  if (key === "kms:grantisforawsresource") {
    return operator === "Bool" && quantifier === undefined && values.join() === "true";
  }
  // A grant always has operations, and each of them has to be the one that is named.
  return (
    key === "kms:grantoperations" &&
    operator === "StringEquals" &&
    quantifier === "ForAllValues" &&
    values.join() === "Decrypt"
  );
}
