import { iamActions } from "./actions";
import type { Statement } from "./document";
import { says } from "./evaluate";
import type { Role } from "./roles";
import { BY_GRANT, BY_SCHEDULE } from "./stores";

/** One action on one pattern of resources that a role's own policies give it. */
export interface DataGrant {
  readonly action: string;
  readonly arn: string;
  /** For a key: the service it is used through, or `anybody` where no condition says so. */
  readonly via?: string;
}

/** Names the schedule whose input is encrypted. */
const SCHEDULE = "kms:encryptioncontext:aws:scheduler:schedule:arn";

/** Services whose every action is about data, but for those that only move or make it. */
const DATA_SERVICES = /^(s3|sqs|sns|es|rds-db|rds-data|secretsmanager|lambda|dynamodb):/;
const SINGLE: ReadonlySet<string> = new Set(["elasticache:Connect", "kms:CreateGrant"]);
const KEY_USE = /^kms:(Decrypt|Encrypt|GenerateDataKey|GenerateRandom|ReEncrypt|Sign|Verify|GenerateMac|DeriveShared)/;
const MOVES_ONLY: ReadonlySet<string> = new Set([
  "secretsmanager:GetRandomPassword", // makes a text up
  "secretsmanager:RotateSecret", // starts what another role does
  "sqs:ListMessageMoveTasks",
  "sqs:StartMessageMoveTask", // moves messages back without showing them
]);

function isDataAction(action: string): boolean {
  if (MOVES_ONLY.has(action)) return false;
  return DATA_SERVICES.test(action) || KEY_USE.test(action) || SINGLE.has(action);
}

let dataActions: readonly string[] | undefined;

/** Every action that is about data, listed once. */
export function allDataActions(): readonly string[] {
  dataActions ??= iamActions()
    .all()
    .map(({ name }) => name)
    .filter(isDataAction);
  return dataActions;
}

/** Everything that reaches data and lies within a role's boundary: by its own policies, or by those that name it. */
export function dataGrantsOf(
  { own, arn, boundary, account }: Role,
  resourcePolicies: readonly Statement[],
): DataGrant[] {
  const named = resourcePolicies.filter(({ principals }) => principals?.aws.includes(arn) === true);
  return [...own.flat(), ...named]
    .filter(({ allows }) => allows)
    .flatMap(grantsOf)
    .filter(({ action }) => boundary === undefined || says(boundary, true, unlimited(action, account)) !== "no");
}

/** What the policies of buckets and queues let a service do. Keys have a rule of their own. */
export function serviceGrantsOf(service: string, resourcePolicies: readonly Statement[]): DataGrant[] {
  return resourcePolicies
    .filter(({ allows, principals }) => allows && principals?.services.includes(service) === true)
    .flatMap(grantsOf)
    .filter(({ via }) => via === undefined);
}

function grantsOf(statement: Statement): DataGrant[] {
  const { actions, resources } = statement;
  const arns = resources === undefined || resources.inverted ? ["*"] : resources.patterns;
  return iamActions()
    .expand(actions)
    .map(({ name }) => name)
    .filter(isDataAction)
    .flatMap((action) =>
      arns.flatMap((arn) => {
        if (!action.startsWith("kms:")) return [{ action, arn }];
        return viaOf(statement).map((via) => ({ action, arn, via }));
      }),
    );
}

function viaOf({ conditions }: Statement): readonly string[] {
  const named = conditions.find(
    ({ key, operator, ifExists, quantifier }) =>
      key === "kms:viaservice" && operator === "StringEquals" && !ifExists && quantifier === undefined,
  );
  if (named !== undefined) return named.values;
  const granted = conditions.some(
    ({ key, operator, ifExists, quantifier, values }) =>
      key === "kms:grantisforawsresource" &&
      operator === "Bool" &&
      !ifExists &&
      quantifier === undefined &&
      values.join() === "true",
  );
  if (granted) return [BY_GRANT];
  const scheduled = conditions.some(
    ({ key, operator, ifExists, quantifier }) =>
      key === SCHEDULE && operator === "ArnLike" && !ifExists && quantifier === undefined,
  );
  return [scheduled ? BY_SCHEDULE : "anybody"];
}

function unlimited(action: string, account: string) {
  return { requester: {}, action, resourceAccount: account, context: new Map() };
}
