import { expect } from "chai";
import type { PlainObject, ResourceNode } from "../../../plan/graph";
import { evaluateRules } from "../../../policies/core/evaluate";
import { identityRules } from "../../../policies/rules/identity";
import {
  ACCOUNT,
  boundary,
  bounded,
  bucketPolicy,
  byService,
  ROOT,
  role,
  rolePolicy,
  statement,
} from "../support/identity-resources";
import { graphOf, resource } from "../support/mutate";

const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const OTHER = "999999999999";
const passed = (Resource: string, Condition: PlainObject) =>
  rolePolicy({ Action: "iam:PassRole", Resource, Condition: { ...Condition } });
const TO_ECS = { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } };
const TASK = `arn:aws:iam::${ACCOUNT}:role/task`;
const everybody = (Condition: PlainObject) => bucketPolicy({ Principal: "*", Action: "s3:GetObject", Condition });
const taken = (Condition: PlainObject) => role({ Principal: { AWS: ROOT }, Condition });
const PEOPLE = `arn:aws:iam::${ACCOUNT}:role/aws-reserved/*`;

/** Rule, what it judges, and what it finds. */
const LIMITS: Readonly<Record<string, readonly [string, readonly ResourceNode[], readonly string[]]>> = {
  "the ARN of a role limits what is passed": ["pass-role", [passed(TASK, TO_ECS)], []],
  "the beginning of a name does": ["pass-role", [passed(`${TASK}-*`, TO_ECS)], []],
  "everything in the account does not": ["pass-role", [passed(`arn:aws:iam::${ACCOUNT}:*`, TO_ECS)], ["Roles::Line"]],
  "a name that may be anything does not": ["pass-role", [passed("arn:aws:iam::*:role/?*", TO_ECS)], ["Roles::Line"]],
  "half of the type does not": ["pass-role", [passed(`arn:aws:iam::${ACCOUNT}:role*`, TO_ECS)], ["Roles::Line"]],
  "a service of any name does not": [
    "pass-role",
    [passed(TASK, { StringLike: { "iam:PassedToService": "???????????????????????" } })],
    ["Service::Line"],
  ],
  "a comparison that holds where there is no service does not": [
    "pass-role",
    [passed(TASK, { "ForAllValues:StringEquals": { "iam:PassedToService": "ecs-tasks.amazonaws.com" } })],
    ["Service::Line"],
  ],
  "the number of the account limits everybody": [
    "no-public-principals",
    [everybody({ StringLike: { "aws:PrincipalAccount": ACCOUNT } })],
    [],
  ],
  "any number of twelve digits does not": [
    "no-public-principals",
    [everybody({ StringLike: { "aws:PrincipalAccount": "????????????" } })],
    ["Principal::Line"],
  ],
  "everybody of the own account is of the own account": [
    "own-account-only",
    [everybody({ StringEquals: { "aws:PrincipalAccount": ACCOUNT } }), role(byService)],
    [],
  ],
  "everybody of another account is not": [
    "own-account-only",
    [everybody({ StringEquals: { "aws:PrincipalAccount": OTHER } }), role(byService)],
    [`Account::${OTHER}`],
  ],
  "a role of another account is not, though only a condition names it": [
    "own-account-only",
    [everybody({ ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${OTHER}:role/*` } }), role(byService)],
    [`Account::${OTHER}`],
  ],
  "everybody but another account is somebody else's matter": [
    "own-account-only",
    [everybody({ StringNotEquals: { "aws:PrincipalAccount": OTHER } }), role(byService)],
    [],
  ],
  "roles by their path limit the account": [
    "confused-deputies",
    [taken({ ArnLike: { "aws:PrincipalArn": PEOPLE } })],
    [],
  ],
  "any caller does not": [
    "confused-deputies",
    [taken({ ArnLike: { "aws:PrincipalArn": "*" } })],
    ["Principal::the whole account"],
  ],
  "any role does not": [
    "confused-deputies",
    [taken({ ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/*` } })],
    ["Principal::the whole account"],
  ],
  "a caller who need not say who he is does not": [
    "confused-deputies",
    [taken({ ArnLikeIfExists: { "aws:PrincipalArn": PEOPLE } })],
    ["Principal::the whole account"],
  ],
  "a denial for the account by its number shuts it out": [
    "no-self-lockout",
    [bucketPolicy({ Effect: "Deny", Principal: { AWS: ACCOUNT }, Action: "s3:*" })],
    ["Deny::Line"],
  ],
};

const within = (line: PlainObject) =>
  role(byService, { inlinePolicies: [{ name: "inline", policy: statement(line) }, {}] });

/** A role can carry policies without a resource beside it. */
const CARRIED: typeof LIMITS = {
  "a policy within a role names its actions": [
    "named-actions",
    [within({ Action: "s3:*", Resource: "*" })],
    ["Action::s3:*"],
  ],
  "a policy within a role names actions that exist": [
    "known-actions",
    [within({ Action: "s3:GetObjects" })],
    ["Action::s3:GetObjects"],
  ],
  "a policy within a role is for named resources": [
    "narrowed-resources",
    [within({ Action: "kms:Decrypt", Resource: "*" })],
    ["Resource::kms:Decrypt"],
  ],
  "everything of a service in the account is no named resource": [
    "narrowed-resources",
    [within({ Action: "sqs:SendMessage", Resource: `arn:aws:sqs:ap-northeast-1:${ACCOUNT}:*` })],
    ["Resource::sqs:SendMessage"],
  ],
  "the beginning of a name is one": [
    "narrowed-resources",
    [within({ Action: "sqs:SendMessage", Resource: `arn:aws:sqs:ap-northeast-1:${ACCOUNT}:orders-*` })],
    [],
  ],
  "a policy within a role passes named roles": [
    "pass-role",
    [within({ Action: "iam:PassRole", Resource: "*", Condition: TO_ECS })],
    ["Roles::Line"],
  ],
  "a role lists no policy of AWS's own without a reason": [
    "known-managed-policies",
    [role(byService, { managedPolicyArns: ["arn:aws:iam::aws:policy/SecurityAudit", ADMINISTRATOR] })],
    ["Policy::AdministratorAccess"],
  ],
  "a policy that is attached to a role lies within its boundary": [
    "bounded-roles",
    [
      bounded,
      boundary({ Action: "s3:GetObject" }),
      resource("aws:iam/policy:Policy", "more", { policy: statement({ Action: "s3:PutObject" }) }, { arn: "arn:more" }),
      resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "more", { role: "reader", policyArn: "arn:more" }),
    ],
    ["Action::s3:PutObject"],
  ],
  "a policy within a role lies within its boundary": [
    "bounded-roles",
    [
      role(byService, {
        permissionsBoundary: "arn:aws:iam::1:policy/bound",
        inlinePolicies: [{ policy: statement({ Action: "s3:PutObject" }) }],
      }),
      boundary({ Action: "s3:GetObject" }),
    ],
    ["Action::s3:PutObject"],
  ],
};

const store = (Resource: string | string[]) => [
  resource("aws:s3/bucket:Bucket", "shop", { bucket: "shop" }, { arn: "arn:aws:s3:::shop" }),
  bucketPolicy({
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  }),
];

/** A denial has to be about all that is in a store. */
const DENIED: typeof LIMITS = {
  "plain text is refused for a bucket and all its objects": [
    "encryption-refused-plain-text",
    store(["arn:aws:s3:::shop", "arn:aws:s3:::shop/*"]),
    [],
  ],
  "refusing it for the bucket leaves the objects open": [
    "encryption-refused-plain-text",
    store("arn:aws:s3:::shop"),
    ["SecureTransport"],
  ],
  "refusing it for some objects leaves the others open": [
    "encryption-refused-plain-text",
    store(["arn:aws:s3:::shop", "arn:aws:s3:::shop/public/*"]),
    ["SecureTransport"],
  ],
};

describe("identity: what limits a grant, and what only looks as if it did", () => {
  for (const [title, [id, resources, keys]] of Object.entries({ ...LIMITS, ...CARRIED, ...DENIED })) {
    it(title, () => {
      const rules = identityRules.filter((rule) => [id, `least-privilege-${id}`].includes(rule.id));
      const verdicts = evaluateRules(graphOf(...resources), rules);
      expect(verdicts.flatMap(({ findings }) => findings.map(({ key }) => key))).to.deep.equal(keys);
      expect(verdicts.some(({ outcome }) => outcome === (keys.length === 0 ? "pass" : "violation"))).to.equal(true);
    });
  }
});
