import { iamActions } from "../iam/actions";
import type { PolicyDocument } from "../iam/document";
import { selectsAction } from "../iam/evaluate";
import { covers, overlaps } from "../iam/glob";
import type { Role } from "../iam/roles";
import type { AwsTarget } from "./targets";

/** One thing to ask IAM: an action on what one pattern stands for. */
export interface Request {
  readonly action: string;
  readonly pattern: string;
}

/** Services whose actions are about ARNs of another. */
const ALSO: Readonly<Record<string, readonly string[]>> = { iam: ["sts"], rds: ["rds-data"] };

/**
 * What a role's policies, and those of the resource that name it, say of a target: each action and pattern that some
 * statement allows. Nothing else can be allowed. A target may be wider than a statement, so the narrower is asked for.
 */
export function requestsOf(role: Role, { arns, action }: AwsTarget, onResource: PolicyDocument): Request[] {
  const naming = onResource.filter(({ principals }) => principals?.aws.includes(role.arn) === true);
  const found = new Map<string, Request>();
  for (const { allows, actions, resources } of [...role.policies.flat(), ...naming]) {
    if (!allows) continue;
    const wide = resources === undefined || resources.inverted ? ["*"] : resources.patterns;
    for (const target of arns) {
      const asked = action === undefined ? namesOf(actions, target) : [action];
      for (const name of asked.filter((candidate) => selectsAction(actions, candidate)))
        for (const pattern of wide.flatMap((pattern) => narrower(pattern, target)).filter((it) => concerns(name, it)))
          found.set(`${name} ${pattern}`, { action: name, pattern });
    }
  }
  return [...found.values()];
}

/** Whether an action is about such a resource: S3 tells buckets from the objects in them. */
export function concerns(action: string, pattern: string): boolean {
  if (!pattern.startsWith("arn:aws:s3:::")) return true;
  return pattern.includes("/") === iamActions().facts(action)?.resourceTypes.includes("object");
}

/** Actions of a statement that are about what an ARN stands for. */
function namesOf(actions: PolicyDocument[number]["actions"], arn: string): string[] {
  const service = arn.split(":")[2] ?? "";
  const services = [service, ...(ALSO[service] ?? [])].map((name) => `${name}:`);
  return iamActions()
    .expand(actions)
    .filter(({ name, resourceTypes }) => resourceTypes.length > 0 && services.some((prefix) => name.startsWith(prefix)))
    .map(({ name }) => name);
}

function narrower(pattern: string, target: string): string[] {
  if (covers(pattern, target)) return [target];
  if (covers(target, pattern)) return [pattern];
  return overlaps(pattern, target) ? [pattern] : [];
}
