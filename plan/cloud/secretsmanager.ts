import type { Service } from "./registration";

/** Secrets Manager. A secret's id is its ARN, which ends in six characters nobody chose. */
export const secretsManagerService: Service = {
  "aws:secretsmanager/secret:Secret": (secret) => {
    const name = secret.physicalName();
    const arn = secret.arn("secretsmanager", `secret:${name}-${secret.alphanumeric(6, "suffix")}`);
    return {
      id: arn,
      arn,
      name,
      recoveryWindowInDays: secret.or("recoveryWindowInDays", 30),
      forceOverwriteReplicaSecret: secret.or("forceOverwriteReplicaSecret", false),
    };
  },
  "aws:secretsmanager/secretVersion:SecretVersion": (version) => {
    const secretId = version.text("secretId");
    const versionId = version.uuid();
    return {
      id: `${secretId}|${versionId}`,
      versionId,
      arn: secretId,
      secretArn: secretId,
      versionStages: version.or("versionStages", ["AWSCURRENT"]),
    };
  },
  "aws:secretsmanager/secretRotation:SecretRotation": (rotation) => ({
    id: rotation.text("secretId"),
    rotationEnabled: rotation.or("rotationEnabled", true),
  }),
};
