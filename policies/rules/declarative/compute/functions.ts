import type { Row } from "../../../lib/rows/property-row";

/** Functions. */
export const FUNCTIONS: readonly Row[] = [
  {
    control: "Lambda.1",
    id: "functions-not-public",
    pack: "least-privilege",
    why: "Anybody could run the function.",
    fix: "name the service or account that may invoke the function",
  },
  {
    control: "Lambda.5",
    id: "functions-span-zones",
    pack: "resilience",
    why: "A function in one zone stops with that zone.",
    fix: "pass the function the subnets of two or more zones",
    when: { path: "vpcConfig.subnetIds[]", expect: "set" },
  },
  {
    control: "CKV_AWS_50",
    id: "functions-traced",
    pack: "resilience",
    why: "Without traces nobody sees where a request loses its time.",
    fix: "set tracingConfig.mode to Active",
  },
  {
    control: "CKV_AWS_115",
    id: "functions-bounded",
    pack: "cost",
    why: "A loop could use up the concurrency of the account, and pay for it.",
    fix: "set reservedConcurrentExecutions",
  },
  {
    control: "CKV_AWS_173",
    id: "function-settings-under-own-key",
    pack: "encryption",
    why: "Only a key of our own lets us say, and see, who may read the environment.",
    fix: "set kmsKeyArn of the function",
    when: { path: "environment.variables", expect: "set" },
  },
];
