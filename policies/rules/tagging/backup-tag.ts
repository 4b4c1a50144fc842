import { notApplicable, PASS, type Rule, violation } from "../../core/rule";
import { isProduction, tagsOf } from "../../lib/facts/tags";

export const BACKUP_TAG: Rule = {
  id: "tagging-backup-tag",
  title: "Databases in production carry the tag that backup plans select by",
  why: "A plan that selects by tag says nothing about what lacks the tag: it is just not backed up.",
  fix: "give the database `backup` in its tags: the platform does so where `backup.enabled` is set in the stack file",
  severity: "high",
  pack: "tagging",
  controls: ["CKV2_AWS_8"],
  types: ["aws:rds/cluster:Cluster", "aws:rds/instance:Instance"],
  judge: (resource) => {
    if (!isProduction(resource)) return notApplicable("it is not production");
    const value = tagsOf(resource).Backup;
    return typeof value === "string" && value !== ""
      ? PASS
      : violation("Tag::Backup", "the tag Backup is missing, so that no backup plan takes it along; add the tag");
  },
};
