import type { Service } from "./registration";

/** CloudWatch Logs: groups that other components write to. */
export const logsService: Service = {
  "aws:cloudwatch/logGroup:LogGroup": (group) => {
    const name = group.physicalName();
    return {
      id: name,
      name,
      // The provider's ARN names the group itself, without the `:*` that some policies want for its streams.
      arn: group.arn("logs", `log-group:${name}`),
      retentionInDays: group.or("retentionInDays", 0),
      skipDestroy: group.or("skipDestroy", false),
      logGroupClass: group.or("logGroupClass", "STANDARD"),
    };
  },
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": (policy) => ({
    // Named where it speaks for the account's region, otherwise the ARN of the group it is attached to.
    id: policy.text("policyName", policy.text("resourceArn")),
    policyScope: policy.inputs.resourceArn === undefined ? "ACCOUNT" : "RESOURCE",
  }),
};
