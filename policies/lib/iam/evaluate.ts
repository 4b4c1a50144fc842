import { matchesArn } from "./arn";
import { type Context, conditionsHold } from "./conditions";
import type { PolicyDocument, Principals, Selection, Statement } from "./document";
import { matches } from "./glob";
import { allOf, anyOf, not, type Truth, truthOf } from "./truth";

/** Who asks: a role (or user) by its ARN, a service of AWS, or somebody another provider vouches for. */
export interface Requester {
  readonly arn?: string;
  readonly account?: string;
  readonly service?: string;
  readonly federated?: string;
}

export interface AccessRequest {
  readonly requester: Requester;
  /** `s3:GetObject` */
  readonly action: string;
  /** ARN; undefined for taking a role, whose trust names no resource. */
  readonly resource?: string;
  readonly resourceAccount: string;
  readonly context: Context;
}

export interface Policies {
  readonly identity: readonly PolicyDocument[];
  /** Undefined where the requester has none. */
  readonly boundary?: PolicyDocument;
  /** The policy on the resource: of a key, a bucket, or the trust of a role. */
  readonly resource?: PolicyDocument;
}

export type Decision = "allowed" | "explicitlyDenied" | "implicitlyDenied" | "unknown";

/**
 * Services that ask the resource first: without its policy's word nothing but the resource itself can let anybody in
 * (https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html).
 */
const RESOURCE_DECIDES = /^(kms:|sts:assumerole)/i;

/** Whether the requester's own policies are not enough: the resource has to allow it too. */
export function resourceHasToAllow({ requester, action, resourceAccount }: AccessRequest): boolean {
  return requester.account !== resourceAccount || RESOURCE_DECIDES.test(action);
}

/**
 * Decides a request as IAM does (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html):
 * a deny anywhere wins; then within one account either side may allow, and across accounts both must. A boundary caps what
 * the requester's own policies allow, and what a resource grants to a role by its ARN.
 */
export function decide(request: AccessRequest, policies: Policies): Decision {
  const denied = anyOf(documentsOf(policies).map((document) => says(document, false, request)));
  if (denied === "yes") return "explicitlyDenied";
  const allowed = allOf([isAllowed(request, policies), not(denied)]);
  if (allowed === "yes") return "allowed";
  return allowed === "no" ? "implicitlyDenied" : "unknown";
}

/** Whether an allowing (or denying) statement of the document is about the request. */
export function says(document: PolicyDocument, allows: boolean, request: AccessRequest): Truth {
  return anyOf(document.filter((line) => line.allows === allows).map((line) => isAbout(line, request)));
}

/** Whether one statement is about a request: each of its parts has a say. */
export function isAbout(statement: Statement, request: AccessRequest): Truth {
  const { principals, actions, resources, conditions } = statement;
  return allOf([
    truthOf(principals === undefined || namesWhom(principals, request.requester) !== undefined),
    truthOf(selectsAction(actions, request.action)),
    truthOf(request.resource === undefined || resources === undefined || selectsResource(resources, request.resource)),
    conditionsHold(conditions, request.context),
  ]);
}

export function selectsAction({ patterns, inverted }: Selection, action: string): boolean {
  const name = action.toLowerCase();
  return patterns.some((pattern) => matches(pattern.toLowerCase(), name)) !== inverted;
}

export function selectsResource({ patterns, inverted }: Selection, resource: string): boolean {
  return patterns.some((pattern) => matchesArn(pattern, resource)) !== inverted;
}

function isAllowed(request: AccessRequest, { identity, boundary, resource }: Policies): Truth {
  const withinBoundary = boundary === undefined ? "yes" : says(boundary, true, request);
  const byIdentity = allOf([withinBoundary, anyOf(identity.map((document) => says(document, true, request)))]);
  const lines = (resource ?? []).filter((line) => line.allows);
  const direct = anyOf(lines.filter((line) => isDirect(line, request.requester)).map((line) => isAbout(line, request)));
  const byResource = anyOf(lines.map((line) => isAbout(line, request)));
  // Nobody but AWS or another provider asks without an identity of IAM: the resource alone speaks for them.
  if (request.requester.arn === undefined) return byResource;
  const together = resourceHasToAllow(request) ? allOf([byIdentity, byResource]) : byIdentity;
  if (request.requester.account !== request.resourceAccount) return together;
  const byDirectGrant = allOf([withinBoundary, direct]);
  return anyOf([together, byDirectGrant]);
}

/** A statement that names the account leaves it to the account's own policies; one that names the role grants by itself. */
function isDirect({ principals }: Statement, requester: Requester): boolean {
  return principals !== undefined && namesWhom(principals, requester) === "itself";
}

function namesWhom(principals: Principals, requester: Requester): "itself" | "account" | undefined {
  const named = namedIn(principals, requester);
  if (!principals.inverted) return named;
  return named === undefined ? "itself" : undefined;
}

function namedIn({ aws, services, federated }: Principals, { arn, account, service, federated: by }: Requester) {
  if (service !== undefined && services.includes(service)) return "itself";
  if (by !== undefined && federated.includes(by)) return "itself";
  if (aws.includes("*") || (arn !== undefined && aws.includes(arn))) return "itself";
  const root = account !== undefined && (aws.includes(account) || aws.includes(`arn:aws:iam::${account}:root`));
  return root ? "account" : undefined;
}

function documentsOf({ identity, boundary, resource }: Policies): PolicyDocument[] {
  return [...identity, boundary, resource].filter((document) => document !== undefined);
}
