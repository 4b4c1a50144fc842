import type { Condition } from "./document";

/** Keys by which a service says for whom it asks. */
const SOURCE_KEYS: ReadonlySet<string> = new Set([
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
  // What a service encrypts for: its ARN, or its account, is part of the request in place of a source.
  "kms:encryptioncontext:aws:logs:arn",
  "kms:encryptioncontext:aws:ecs:clusteraccount",
  "kms:encryptioncontext:aws:lambda:functionarn",
]);

const COMPARES = /^(String(Equals|Like)|Arn(Equals|Like))$/;

/** Services that may not say for whom they ask, with the reason why a condition on it binds only where they do. */
export const MAY_NOT_SAY_SOURCE: Readonly<Record<string, string>> = {
  "backup.amazonaws.com": "AWS Backup's documented trust has no source; passing its role works within the account only",
  "ecs.amazonaws.com": "the trust documented for shifting traffic has no source",
  "lambda.amazonaws.com":
    "Lambda's documented execution role has no source; a function takes roles of its account only",
  "rds.amazonaws.com": "the role documented for a proxy has no source",
  "s3.amazonaws.com": "the role documented for replication has no source",
};

/** Whether a condition holds a service to one account or resource, for services that say theirs. */
export function limitsSource(condition: Condition, services: readonly string[]): boolean {
  const { operator, ifExists, key, values, quantifier } = condition;
  if (!SOURCE_KEYS.has(key) || !COMPARES.test(operator) || quantifier === "ForAllValues") return false;
  if (ifExists && !services.every((service) => MAY_NOT_SAY_SOURCE[service] !== undefined)) return false;
  return values.length > 0 && values.every(namesOwner);
}

/** A pattern limits nothing unless it names an account, or a resource whose name is unique in the world: a bucket. */
function namesOwner(value: string): boolean {
  if (!value.includes("*") && !value.includes("?")) return true;
  const [, , service, , account, resource] = value.split(":");
  if (/^\d{12}$/.test(account ?? "")) return true;
  return service === "s3" && resource !== undefined && /^[a-z0-9.-]{3,}/.test(resource);
}
