import type { PlainValue } from "../../../plan/graph";
import { type Finding, notApplicable, type Rule, violations } from "../../core/rule";
import { objectOf } from "../../lib/values/objects";

/** A session on a machine is encrypted by an own key, and what is typed in it is kept. */
export const recordedSessions: Rule = {
  id: "encryption-recorded-sessions",
  title: "Sessions of Session Manager are encrypted, and kept encrypted",
  why: "Whoever is on a machine by hand is past every other control; what they did has to be known afterwards.",
  fix: "set kmsKeyId, and an encrypted log group or bucket, in the inputs of the session document",
  severity: "medium",
  pack: "encryption",
  controls: ["CKV_AWS_112", "CKV_AWS_113"],
  types: ["aws:ssm/document:Document"],
  judge({ inputs }) {
    if (inputs.documentType !== "Session") return notApplicable("it is a runbook, not how sessions are kept");
    const settings = objectOf(objectOf(JSON.parse(String(inputs.content))).inputs);
    const log = filled(settings.cloudWatchLogGroupName) && settings.cloudWatchEncryptionEnabled !== false;
    const bucket = filled(settings.s3BucketName) && settings.s3EncryptionEnabled !== false;
    const findings: Finding[] = [];
    if (!filled(settings.kmsKeyId)) findings.push({ key: "kmsKeyId", message: "sessions have no key of their own" });
    if (!log && !bucket) findings.push({ key: "logs", message: "sessions are not kept in an encrypted place" });
    return violations(findings);
  },
};

function filled(value: PlainValue | undefined): boolean {
  return typeof value === "string" && value !== "";
}
