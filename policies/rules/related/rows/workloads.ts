import type { RelatedRow } from "../../../lib/rows/related-row";

/** What belongs to images, secrets and functions. */
export const WORKLOADS: readonly RelatedRow[] = [
  {
    control: "ECR.3",
    id: "images-expire",
    pack: "cost",
    why: "Images that nobody deploys any more are kept, and paid for, for ever.",
    fix: "give the repository a lifecycle policy",
    through: [{ type: "aws:ecr/lifecyclePolicy:LifecyclePolicy", path: "repository" }],
  },
  {
    control: "SecretsManager.1",
    id: "secrets-rotate",
    pack: "least-privilege",
    why: "A secret that leaked unnoticed stays good for ever.",
    fix: "give the secret a rotation",
    through: [{ type: "aws:secretsmanager/secretRotation:SecretRotation", path: "secretId" }],
  },
  {
    control: "CKV_AWS_116",
    id: "functions-keep-failures",
    pack: "resilience",
    why: "What a function could not handle would be lost after the last attempt.",
    fix: "name a queue for failed invocations",
    through: [{ type: "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", path: "functionName" }],
    holds: [{ path: "destinationConfig.onFailure.destination", expect: "set" }],
  },
];
