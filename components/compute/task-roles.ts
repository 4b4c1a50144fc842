import * as pulumi from "@pulumi/pulumi";
import type { Grant } from "../shared/iam";
import { awsArn } from "../shared/naming";
import type { TaskSpec } from "./task-spec";
import { telemetryGrants } from "./telemetry-sidecar";

export const TASKS_SERVICE = "ecs-tasks.amazonaws.com";

/** Whose sake the roles may be used for: tasks of this account and region. */
export function tasksOf({ region, accountId }: TaskSpec): string {
  return awsArn("ecs", region, accountId, "*");
}

/** What ECS itself needs to start a task. The application never holds these. */
export function executionGrants(spec: TaskSpec, logGroupArn: pulumi.Input<string>): Grant[] {
  return [
    ...pullGrants(spec),
    {
      sid: "WriteLogs",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [pulumi.interpolate`${logGroupArn}:*`],
    },
    ...secretGrants(spec),
  ];
}

/** What the application may do: what it was granted, and what the collector and a shell beside it need. */
export function taskGrants(spec: TaskSpec): Grant[] {
  const { region, accountId, telemetry } = spec;
  return [
    ...spec.taskGrants,
    ...(telemetry === undefined ? [] : telemetryGrants(region, accountId, telemetry.ampRemoteWriteUrl)),
    ...(spec.executeCommand ? [EXEC_GRANT] : []),
  ];
}

const EXEC_GRANT: Grant = {
  sid: "OpenShell",
  actions: [
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
  ],
  resources: ["*"],
  anyResource: "Session Manager's channels have no ARN.",
};

function pullGrants({ image, telemetry }: TaskSpec): Grant[] {
  const images = [image, ...(telemetry === undefined ? [] : [telemetry.collectorImage])];
  const repositories = images.filter(mayBePrivate).map((one) => pulumi.output(one).apply(repositoryArn));
  if (repositories.length === 0) return [];
  return [
    {
      sid: "LogInToRegistry",
      actions: ["ecr:GetAuthorizationToken"],
      resources: ["*"],
      anyResource: "The token is for the whole registry; what it opens is decided for each repository.",
    },
    {
      sid: "PullImages",
      actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      resources: repositories,
    },
  ];
}

/** Exactly the secrets named, and the key only for decrypting them, which Secrets Manager says in the context. */
function secretGrants({ region, accountId, secrets }: TaskSpec): Grant[] {
  const arns = Object.keys(secrets)
    .sort()
    .map((variable) => pulumi.output(secrets[variable] ?? "").apply(withoutJsonKey));
  if (arns.length === 0) return [];
  return [
    { sid: "ReadSecrets", actions: ["secretsmanager:GetSecretValue"], resources: arns },
    {
      sid: "DecryptSecrets",
      actions: ["kms:Decrypt"],
      resources: [awsArn("kms", region, accountId, "key/*")],
      conditions: {
        StringEquals: {
          "kms:EncryptionContext:SecretARN": arns,
          "kms:ViaService": `secretsmanager.${region}.amazonaws.com`,
        },
      },
    },
  ];
}

const PRIVATE_IMAGE = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com\/([^@:]+)/;

/** The account of the registry an image is in; undefined for images that are not in a private one of ECR. */
export function registryAccount(image: string): string | undefined {
  return PRIVATE_IMAGE.exec(image)?.[1];
}

/** A public image needs no permission; what an output holds is only known later, and is one the program has built. */
function mayBePrivate(image: pulumi.Input<string>): boolean {
  return typeof image !== "string" || PRIVATE_IMAGE.test(image);
}

function repositoryArn(image: string): string {
  const [, account, region, repository] = PRIVATE_IMAGE.exec(image) ?? [];
  if (account !== undefined && region !== undefined) return awsArn("ecr", region, account, `repository/${repository}`);
  throw new pulumi.RunError(`image must be in a private ECR repository when it is an output, got "${image}".`);
}

/** `arn:aws:secretsmanager:<region>:<account>:secret:<name>` has seven parts; a JSON key and versions may follow. */
function withoutJsonKey(secret: string): string {
  return secret.split(":").slice(0, 7).join(":");
}
