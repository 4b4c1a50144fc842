import type { HandKeptTable } from "./hand-kept";

/**
 * AWS types of the provider that CloudFormation has no type for: most are a part of another type there. These rows are
 * complete: what a row does not name is changed in place.
 *
 * Source: the arguments marked "Forces new resource" at
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs, read in 2026-11; Pulumi's provider is built from it.
 */
export const AWS_PARTS: HandKeptTable = {
  // Waits for a certificate; the wait is over once it is made.
  "aws:acm/certificateValidation:CertificateValidation": { replaces: ["certificateArn", "validationRecordFqdns"] },
  "aws:appautoscaling/scheduledAction:ScheduledAction": {
    replaces: ["name", "resourceId", "scalableDimension", "serviceNamespace"],
  },
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration": {
    replaces: ["backupVaultName", "changeableForDays", "maxRetentionDays", "minRetentionDays"],
  },
  "aws:backup/vaultNotifications:VaultNotifications": {
    replaces: ["backupVaultEvents", "backupVaultName", "snsTopicArn"],
  },
  "aws:backup/vaultPolicy:VaultPolicy": { replaces: ["backupVaultName"] },
  "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl": { replaces: ["defaultNetworkAclId"] },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": { replaces: ["vpcId"] },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": { replaces: ["policy", "repository"] },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { replaces: ["policyArn", "role"] },
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": { replaces: ["roleName"] },
  // An invocation is a call: another call is another resource, unless its life is bound to the resource (`CRUD`).
  "aws:lambda/invocation:Invocation": {
    replaces: ["functionName", "qualifier", "tenantId"],
    mayReplace: ["input", "lifecycleScope", "triggers"],
  },
  "aws:opensearch/domainSamlOptions:DomainSamlOptions": { replaces: ["domainName"] },
  "aws:rds/proxyTarget:ProxyTarget": {
    replaces: ["dbClusterIdentifier", "dbInstanceIdentifier", "dbProxyName", "targetGroupName"],
  },
  "aws:route53/resolverFirewallConfig:ResolverFirewallConfig": { replaces: ["resourceId"] },
  "aws:route53/resolverFirewallRule:ResolverFirewallRule": {
    replaces: ["firewallDomainListId", "firewallRuleGroupId"],
  },
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock": { replaces: ["accountId"] },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": { replaces: ["bucket", "expectedBucketOwner"] },
  "aws:s3/bucketLogging:BucketLogging": { replaces: ["bucket", "expectedBucketOwner"] },
  "aws:s3/bucketNotification:BucketNotification": { replaces: ["bucket"] },
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": {
    replaces: ["bucket", "expectedBucketOwner", "objectLockEnabled"],
  },
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": { replaces: ["bucket"] },
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": { replaces: ["bucket"] },
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": { replaces: ["bucket"] },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    replaces: ["bucket", "expectedBucketOwner"],
  },
  "aws:s3/bucketVersioning:BucketVersioning": { replaces: ["bucket", "expectedBucketOwner"] },
  // A version's text is never edited: a new text is a new version of the same secret.
  "aws:secretsmanager/secretVersion:SecretVersion": {
    replaces: ["secretBinary", "secretId", "secretString", "secretStringWo", "secretStringWoVersion"],
  },
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": { replaces: ["queueUrl"] },
};
