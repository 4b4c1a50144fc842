import type { Service } from "./registration";

/** Key Management Service. */
export const kmsService: Service = {
  "aws:kms/key:Key": (key) => {
    // A multi-region key is recognised by its id, which its replicas share.
    const keyId = key.inputs.multiRegion === true ? `mrk-${key.hex(32, "id")}` : key.uuid();
    return {
      id: keyId,
      keyId,
      arn: key.arn("kms", `key/${keyId}`),
      description: key.or("description", ""),
      keyUsage: key.or("keyUsage", "ENCRYPT_DECRYPT"),
      customerMasterKeySpec: key.or("customerMasterKeySpec", "SYMMETRIC_DEFAULT"),
      isEnabled: key.or("isEnabled", true),
      enableKeyRotation: key.or("enableKeyRotation", false),
      rotationPeriodInDays: key.or("rotationPeriodInDays", 365),
      deletionWindowInDays: key.or("deletionWindowInDays", 30),
      multiRegion: key.or("multiRegion", false),
      bypassPolicyLockoutSafetyCheck: key.or("bypassPolicyLockoutSafetyCheck", false),
    };
  },
  "aws:kms/replicaKey:ReplicaKey": (replica) => {
    const keyId = replica.text("primaryKeyArn").split("/").at(-1) ?? "";
    return {
      id: keyId,
      keyId,
      arn: replica.arn("kms", `key/${keyId}`),
      keyRotationEnabled: true,
      keySpec: "SYMMETRIC_DEFAULT",
      keyUsage: "ENCRYPT_DECRYPT",
      enabled: replica.or("enabled", true),
      deletionWindowInDays: replica.or("deletionWindowInDays", 30),
      bypassPolicyLockoutSafetyCheck: replica.or("bypassPolicyLockoutSafetyCheck", false),
    };
  },
  "aws:kms/alias:Alias": (alias) => {
    const name = alias.text("name", `alias/${alias.name}-${alias.hex(7, "name")}`);
    const target = alias.text("targetKeyId");
    return {
      id: name,
      name,
      arn: alias.arn("kms", name),
      targetKeyArn: target.startsWith("arn:") ? target : alias.arn("kms", `key/${target}`),
    };
  },
};
