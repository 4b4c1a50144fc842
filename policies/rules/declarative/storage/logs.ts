import type { Row } from "../../../lib/rows/property-row";

/** Logs and alarms. */
export const LOGS: readonly Row[] = [
  {
    control: "CKV_AWS_158",
    id: "logs-under-own-key",
    pack: "encryption",
    why: "Only a key of our own lets us say, and see, who may read logs.",
    fix: "set kmsKeyId of the log group",
  },
  {
    control: "CKV_AWS_319",
    id: "alarms-act",
    pack: "resilience",
    why: "An alarm without actions rings where nobody hears it.",
    fix: "leave actionsEnabled on",
  },
];
