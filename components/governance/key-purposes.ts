import type { KeyPrincipal } from "./key-principals";

/** One class of data with a key of its own: whoever may read it may read nothing else. */
export interface KeyPurpose {
  /** Lower-case letters, digits and dashes. Part of the alias, and the name the ARN is asked for by. */
  readonly name: string;
  /** What the key encrypts; shown in the KMS console. */
  readonly description: string;
  /**
   * Services through which roles of the account may use the key, as in `<service>.<region>.amazonaws.com`: `s3`, `rds`.
   * A call to KMS by any other way is refused, whatever IAM says.
   */
  readonly services: readonly string[];
  /** Services that call KMS under their own identity. @default [] */
  readonly principals?: readonly KeyPrincipal[];
  /**
   * Whether the key can have replicas elsewhere. It cannot be changed later: a change replaces the key, and what the
   * old one encrypted has to be encrypted anew.
   * @default false - a multi-region key is one more place to lose it
   */
  readonly multiRegion?: boolean;
  /** Region of the key. @default - the component's */
  readonly region?: string;
}

export interface PlatformPurposes {
  /** Region of what CloudFront and its firewall log; `us-east-1`, where the two are administered. */
  readonly edgeRegion: string;
  /** Whether there is a backup vault, which gets a key that the data's owners cannot delete. */
  readonly backup: boolean;
  /** Whether data and backups are, or may one day be, copied to another region. */
  readonly multiRegion: boolean;
}

/** The keys of the platform. One per class of data, not per resource: a key costs 1 USD a month, a mistake more. */
export function platformPurposes({ edgeRegion, backup, multiRegion }: PlatformPurposes): KeyPurpose[] {
  return [
    {
      name: "data",
      description: "Databases, caches, search, buckets, images and secrets",
      // `dax` is ElastiCache too, which calls KMS by both names; without it no cache can be created
      // (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html).
      services: ["dax", "ecr", "elasticache", "es", "lambda", "rds", "s3", "scheduler", "secretsmanager", "ssm"],
      principals: ["cloudfront", "lambda", "scheduler"],
      multiRegion,
    },
    {
      // Not part of `data`, which may be multi-region: ECS takes only a single-region key for its disks
      // (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ManagedStorageConfiguration.html).
      name: "tasks",
      description: "Temporary disks of tasks",
      services: [],
      principals: ["fargate"],
    },
    {
      name: "logs",
      description: "Log groups and the log bucket",
      services: ["aps", "firehose", "s3", "xray"],
      principals: ["delivery.logs", "logs"],
      multiRegion, // the copy of the database writes logs where it stands
    },
    {
      name: "messaging",
      description: "Queues and topics",
      services: ["lambda", "sns", "sqs"],
      principals: ["budgets", "cloudwatch", "costalerts", "events", "s3", "sns"],
    },
    {
      name: "pipeline",
      description: "Build artefacts",
      services: ["codebuild", "codepipeline", "s3"],
    },
    ...(backup
      ? [
          {
            name: "backup",
            description: "Backup vault and backup bucket",
            services: ["backup", "rds", "s3"],
            multiRegion,
          },
        ]
      : []),
    {
      name: "edge-logs",
      description: "Logs and alarm topic of the edge",
      services: ["sns"],
      principals: ["cloudwatch", "delivery.logs", "logs"],
      region: edgeRegion,
    },
  ];
}
