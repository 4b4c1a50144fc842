import type { Service } from "./registration";

/** Names that services give their own roles; the account has one of each. */
const SERVICE_LINKED_ROLES: Readonly<Record<string, string>> = {
  "opensearchservice.amazonaws.com": "AWSServiceRoleForAmazonOpenSearchService",
};

/** Identity and Access Management: global, so its ARNs name no region. */
export const iamService: Service = {
  "aws:iam/role:Role": (role) => {
    const name = role.physicalName();
    return {
      id: name,
      name,
      arn: role.globalArn("iam", `role/${name}`),
      uniqueId: `AROA${role.alphanumeric(17)}`,
      path: role.or("path", "/"),
    };
  },
  "aws:iam/policy:Policy": (policy) => {
    const name = policy.physicalName();
    const arn = policy.globalArn("iam", `policy/${name}`);
    return { id: arn, arn, name, path: policy.or("path", "/"), policyId: `ANPA${policy.alphanumeric(17)}` };
  },
  "aws:iam/rolePolicy:RolePolicy": (policy) => {
    const name = policy.physicalName();
    return { id: `${policy.text("role")}:${name}`, name };
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": (attachment) => ({
    id: `${attachment.text("role")}/${attachment.text("policyArn")}`,
  }),
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": (exclusive) => ({
    id: exclusive.text("roleName"),
  }),
  "aws:iam/serviceLinkedRole:ServiceLinkedRole": (role) => {
    const service = role.text("awsServiceName");
    const name = SERVICE_LINKED_ROLES[service] ?? `AWSServiceRoleFor-${service}`;
    const path = `/aws-service-role/${service}/`;
    const arn = role.globalArn("iam", `role${path}${name}`);
    return { id: arn, arn, name, path, uniqueId: `AROA${role.alphanumeric(17)}` };
  },
};
