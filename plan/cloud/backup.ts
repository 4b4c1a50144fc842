import type { Registration, Service, Simulated } from "./registration";

/** AWS Backup: vaults with their parts, plans, and tests of restores. */
export const backupService: Service = {
  "aws:backup/vault:Vault": (vault) => {
    const name = vault.physicalName();
    return {
      id: name,
      name,
      arn: vaultArn(vault, name),
      kmsKeyArn: vault.or("kmsKeyArn", vault.arn("kms", `key/${vault.uuid("key")}`)),
      forceDestroy: vault.or("forceDestroy", false),
      recoveryPoints: 0,
    };
  },
  "aws:backup/vaultPolicy:VaultPolicy": partOfVault,
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration": partOfVault,
  "aws:backup/vaultNotifications:VaultNotifications": partOfVault,
  "aws:backup/plan:Plan": (plan) => {
    const id = plan.uuid();
    return {
      id,
      name: plan.physicalName(),
      arn: plan.arn("backup", `backup-plan:${id}`),
      version: plan.alphanumeric(48, "version"),
    };
  },
  "aws:backup/selection:Selection": (selection) => ({
    id: selection.uuid(),
    name: selection.physicalName(),
    resources: selection.or("resources", []),
    notResources: selection.or("notResources", []),
    conditions: selection.or("conditions", []),
  }),
  "aws:backup/restoreTestingPlan:RestoreTestingPlan": (plan) => {
    const name = plan.physicalName();
    return {
      id: name,
      name,
      arn: plan.arn("backup", `restore-testing-plan:${name}-${plan.uuid()}`),
      scheduleExpressionTimezone: plan.or("scheduleExpressionTimezone", "Etc/UTC"),
      startWindowHours: plan.or("startWindowHours", 24),
    };
  },
  "aws:backup/restoreTestingSelection:RestoreTestingSelection": (selection) => {
    const name = selection.physicalName();
    return {
      id: `${name}:${selection.text("restoreTestingPlanName")}`,
      name,
      protectedResourceArns: selection.or("protectedResourceArns", ["*"]),
      restoreMetadataOverrides: selection.or("restoreMetadataOverrides", {}),
      validationWindowHours: selection.or("validationWindowHours", 0),
    };
  },
};

/** Policy, lock and notifications are known by the vault's name. */
function partOfVault(part: Registration): Simulated {
  const name = part.text("backupVaultName");
  return { id: name, backupVaultArn: vaultArn(part, name) };
}

function vaultArn(resource: Registration, name: string): string {
  return resource.arn("backup", `backup-vault:${name}`);
}
