/** Services that publish to encrypted topics and queues under their own identity, having no role of ours to use. */
const PUBLISHERS = ["budgets", "cloudwatch", "costalerts", "events", "s3", "sns"] as const;

/**
 * Services that call KMS by themselves rather than on behalf of a caller: as what they are, so that IAM cannot speak for
 * them, or, the scheduler, in a role of ours.
 */
export const KEY_PRINCIPALS = [
  ...PUBLISHERS,
  "cloudfront",
  "delivery.logs",
  "fargate",
  "lambda",
  "logs",
  "scheduler",
] as const;

export type KeyPrincipal = (typeof KEY_PRINCIPALS)[number];

export interface KeyUse {
  /** Region of the key the policy is attached to; a replica has its own. */
  readonly region: string;
  readonly accountId: string;
  /** Services through which roles of the account may use the key, as in `<service>.<region>.amazonaws.com`. */
  readonly services: readonly string[];
  readonly principals: readonly KeyPrincipal[];
}
