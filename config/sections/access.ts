import { isMember } from "../../components/governance/people-members";
import { key } from "../key";
import { accepted, flag, group, integer, list } from "../values";

/** Who the people are. What each may do is decided in the code; see components/governance/people-duties.ts. */
export const access = group({
  platformAdmins: members("operate the platform and keep its keys, backups and secrets in working order"),
  operators: members("restart, scale, fail over and run runbooks"),
  developers: members("see how the platform is doing, without the data in it"),
  auditors: members("read policies and settings"),
  developersRunRunbooks: key("Let developers start the platform's runbooks.", flag().default(false), {
    addition: "Row 2.2-2 of the design gives dev and prod different values.",
  }),
  unusedAccessDays: key(
    "After how long a permission nobody used is reported; unset does not look. Billed by the role.",
    integer(1, 365).optional(),
    { unit: "days", addition: "Row 2.2-1 of the design has it as an option." },
  ),
});

function members(duty: string) {
  return key(
    `The IAM roles whose holders ${duty}; an empty list creates no role for it.`,
    list(
      accepted(isMember, {
        en: "the ARN of an IAM role, ending in * only for a role of IAM Identity Center",
        ja: "IAM ロールの ARN（末尾の * は IAM Identity Center のロールのみ）",
      }),
    ).default([]),
    {
      addition: "Row 2.2-2 of the design asks for roles for people; somebody has to say who they are.",
      isShipped: (value) =>
        Array.isArray(value) && value.some((arn) => /::(?:123456789012|210987654321):/.test(String(arn))),
      replaceWith: "<role ARN>",
    },
  );
}
