import { type Rule, violations } from "../../core/rule";

export const LOG_GROUPS: Rule = {
  id: "resilience-log-groups",
  title: "Log groups say how long they keep, and are encrypted with a key of the account",
  why: "Without a retention logs are kept, and paid for, for ever; without a key nobody can end access to old ones.",
  fix: "give the component `logRetention` and `logsKeyArn`",
  severity: "medium",
  pack: "resilience",
  controls: ["CKV_AWS_66", "CKV_AWS_158"],
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  judge: ({ inputs }) => {
    // Zero is CloudWatch's word for "never".
    const ends = typeof inputs.retentionInDays === "number" && inputs.retentionInDays > 0;
    return violations([
      ...(ends ? [] : [{ key: "retentionInDays", message: "retentionInDays is not set, or says never; set it" }]),
      ...(inputs.kmsKeyId ? [] : [{ key: "kmsKeyId", message: "kmsKeyId is not set; pass the key for logs" }]),
    ]);
  },
};
