/**
 * Cases of IAM's documented evaluation, each with the verdict that the documentation gives, in our own words.
 * They are frozen: a change of the evaluator that changes one of them is wrong, whoever else agrees.
 *
 * Sources, by the letter each case carries (https://docs.aws.amazon.com/IAM/latest/UserGuide/...):
 * L reference_policies_evaluation-logic.html · B access_policies_boundaries.html · X reference_policies_evaluation-logic-cross-account.html
 * A reference_policies_elements_action.html and _notaction.html · R reference_policies_elements_resource.html and _notresource.html
 * P reference_policies_elements_principal.html · C reference_policies_elements_condition_operators.html
 * M reference_policies_condition-single-vs-multi-valued-context-keys.html · V reference_policies_variables.html
 * K https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 */
import type { Decision } from "../../../../policies/lib/iam/evaluate";

export type Line = Readonly<Record<string, unknown>>;

export interface Case {
  readonly says: string;
  readonly identity?: readonly Line[];
  readonly boundary?: readonly Line[];
  readonly resource?: readonly Line[];
  /** `s3:GetObject` unless said. */
  readonly action?: string;
  readonly on?: string;
  /** Account of the resource, where it is another one. */
  readonly account?: string;
  readonly context?: Readonly<Record<string, readonly string[] | null>>;
  readonly verdict: Decision;
}

export const ROLE = "arn:aws:iam::111122223333:role/reader";
const OBJECT = "arn:aws:s3:::shop/a/b.txt";
export const allow = (more: Line = {}): Line => ({ Effect: "Allow", Action: "s3:GetObject", Resource: "*", ...more });
export const deny = (more: Line = {}): Line => ({ ...allow(more), Effect: "Deny" });
export const when = (operator: string, key: string, value: unknown): Line =>
  allow({ Condition: { [operator]: { [key]: value } } });
const byRole = (more: Line = {}): Line => allow({ Principal: { AWS: ROLE }, ...more });

export const CASES: readonly Case[] = [
  { says: "L without a statement nothing is allowed", verdict: "implicitlyDenied" },
  { says: "L an allow allows", identity: [allow()], verdict: "allowed" },
  { says: "L a deny beats an allow", identity: [allow(), deny()], verdict: "explicitlyDenied" },
  { says: "L the order of statements does not matter", identity: [deny(), allow()], verdict: "explicitlyDenied" },
  {
    says: "L a deny of something else does nothing",
    identity: [allow(), deny({ Action: "s3:PutObject" })],
    verdict: "allowed",
  },
  {
    says: "L a deny in the resource's policy beats the identity's allow",
    identity: [allow()],
    resource: [deny({ Principal: "*" })],
    verdict: "explicitlyDenied",
  },
  { says: "L within an account the resource's policy alone allows", resource: [byRole()], verdict: "allowed" },
  {
    says: "L a resource's policy for somebody else allows nothing",
    resource: [byRole({ Principal: { AWS: `${ROLE}s` } })],
    verdict: "implicitlyDenied",
  },
  { says: "B a boundary allows nothing by itself", boundary: [allow()], verdict: "implicitlyDenied" },
  { says: "B identity and boundary both allow", identity: [allow()], boundary: [allow()], verdict: "allowed" },
  {
    says: "B what the boundary leaves out is denied implicitly",
    identity: [allow()],
    boundary: [allow({ Action: "s3:PutObject" })],
    verdict: "implicitlyDenied",
  },
  {
    says: "B a deny in the boundary is explicit",
    identity: [allow()],
    boundary: [allow(), deny()],
    verdict: "explicitlyDenied",
  },
  { says: "B an empty boundary leaves nothing", identity: [allow()], boundary: [], verdict: "implicitlyDenied" },
  {
    says: "B what a resource grants to a role by its ARN is capped as well",
    resource: [byRole()],
    boundary: [allow({ Action: "s3:PutObject" })],
    verdict: "implicitlyDenied",
  },
  {
    says: "X across accounts the identity alone does not do",
    identity: [allow()],
    account: "444455556666",
    verdict: "implicitlyDenied",
  },
  {
    says: "X across accounts the resource alone does not do",
    resource: [byRole()],
    account: "444455556666",
    verdict: "implicitlyDenied",
  },
  {
    says: "X across accounts both do",
    identity: [allow()],
    resource: [byRole()],
    account: "444455556666",
    verdict: "allowed",
  },
  {
    says: "X the other account may name the whole account",
    identity: [allow()],
    resource: [byRole({ Principal: { AWS: "111122223333" } })],
    account: "444455556666",
    verdict: "allowed",
  },
  {
    says: "P an account stands for what its own policies allow",
    resource: [byRole({ Principal: { AWS: "arn:aws:iam::111122223333:root" } })],
    verdict: "implicitlyDenied",
  },
  { says: "P a star stands for everybody", resource: [byRole({ Principal: "*" })], verdict: "allowed" },
  {
    says: "P a star within AWS stands for everybody too",
    resource: [byRole({ Principal: { AWS: "*" } })],
    verdict: "allowed",
  },
  {
    says: "P a service does not stand for a role",
    resource: [byRole({ Principal: { Service: "s3.amazonaws.com" } })],
    verdict: "implicitlyDenied",
  },
  {
    says: "P one of several principals is enough",
    resource: [byRole({ Principal: { AWS: ["arn:aws:iam::1:root", ROLE] } })],
    verdict: "allowed",
  },
  {
    says: "P a denial for all but the role spares the role",
    identity: [allow()],
    resource: [{ ...deny(), NotPrincipal: { AWS: ROLE } }],
    verdict: "allowed",
  },
  {
    says: "P a denial for all but another hits the role",
    identity: [allow()],
    resource: [{ ...deny(), NotPrincipal: { AWS: `${ROLE}s` } }],
    verdict: "explicitlyDenied",
  },
  { says: "A names of actions have no case", identity: [allow({ Action: "S3:getobject" })], verdict: "allowed" },
  { says: "A a star within a name", identity: [allow({ Action: "s3:Get*" })], verdict: "allowed" },
  { says: "A a question mark is one character", identity: [allow({ Action: "s3:GetObjec?" })], verdict: "allowed" },
  { says: "A and not none", identity: [allow({ Action: "s3:GetObject?" })], verdict: "implicitlyDenied" },
  { says: "A another service's star", identity: [allow({ Action: "sqs:*" })], verdict: "implicitlyDenied" },
  {
    says: "A NotAction allows all others",
    identity: [{ Effect: "Allow", NotAction: "s3:PutObject", Resource: "*" }],
    verdict: "allowed",
  },
  {
    says: "A NotAction does not allow what it lists",
    identity: [{ Effect: "Allow", NotAction: ["s3:*"], Resource: "*" }],
    verdict: "implicitlyDenied",
  },
  {
    says: "A a denial by NotAction denies all others",
    identity: [allow(), { Effect: "Deny", NotAction: "s3:PutObject", Resource: "*" }],
    verdict: "explicitlyDenied",
  },
  { says: "R the very object", identity: [allow({ Resource: OBJECT })], verdict: "allowed" },
  { says: "R a star runs over slashes", identity: [allow({ Resource: "arn:aws:s3:::shop/*" })], verdict: "allowed" },
  {
    says: "R a bucket is not its objects",
    identity: [allow({ Resource: "arn:aws:s3:::shop" })],
    verdict: "implicitlyDenied",
  },
  {
    says: "R a path has a case",
    identity: [allow({ Resource: "arn:aws:s3:::shop/A/*" })],
    verdict: "implicitlyDenied",
  },
  {
    says: "R one of several",
    identity: [allow({ Resource: ["arn:aws:s3:::other/*", "arn:aws:s3:::sh?p/*"] })],
    verdict: "allowed",
  },
  {
    says: "R NotResource allows all others",
    identity: [{ Effect: "Allow", Action: "s3:GetObject", NotResource: "arn:aws:s3:::vault/*" }],
    verdict: "allowed",
  },
  {
    says: "R NotResource does not allow what it lists",
    identity: [{ Effect: "Allow", Action: "s3:GetObject", NotResource: "arn:aws:s3:::shop/*" }],
    verdict: "implicitlyDenied",
  },
  {
    says: "K an identity's policy alone opens no key",
    action: "kms:Decrypt",
    identity: [allow({ Action: "kms:Decrypt" })],
    verdict: "implicitlyDenied",
  },
  {
    says: "K a key that leaves it to the account and a policy of the account do",
    action: "kms:Decrypt",
    identity: [allow({ Action: "kms:Decrypt" })],
    resource: [byRole({ Action: "kms:*", Principal: { AWS: "arn:aws:iam::111122223333:root" } })],
    verdict: "allowed",
  },
  {
    says: "K a key that names the role needs no other policy",
    action: "kms:Decrypt",
    resource: [byRole({ Action: "kms:Decrypt" })],
    verdict: "allowed",
  },
  {
    says: "L a role is taken only by whom its trust names",
    action: "sts:AssumeRole",
    identity: [allow({ Action: "sts:AssumeRole" })],
    resource: [byRole({ Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } })],
    verdict: "implicitlyDenied",
  },
];

export const DEFAULT_OBJECT = OBJECT;
