import { PASS, type Rule, violation } from "../../core/rule";

export const LOG_GROUPS: Rule = {
  id: "resilience-log-groups",
  title: "Log groups say how long they keep",
  why: "Without a retention logs are kept, and paid for, for ever.",
  fix: "give the component `logRetention`",
  severity: "medium",
  pack: "resilience",
  controls: ["CKV_AWS_66"],
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  judge: ({ inputs }) => {
    // Zero is CloudWatch's word for "never".
    const ends = typeof inputs.retentionInDays === "number" && inputs.retentionInDays > 0;
    return ends ? PASS : violation("retentionInDays", "retentionInDays is not set, or says never; set it");
  },
};
