/**
 * `arn:aws:iam::<account>:role/<path and name>`. A pattern may stand only at the end of a role that IAM Identity Center
 * made: it gets another suffix whenever the permission set is assigned anew. Users and whole accounts are no members,
 * because long-lived keys would come with them.
 */
const MEMBER =
  /^arn:aws:iam::(\d{12}):role\/(?:[\w+=,.@/-]+|aws-reserved\/sso\.amazonaws\.com\/(?:[a-z0-9-]+\/)?AWSReservedSSO_[\w+=,.@-]+_\*)$/;

/** Whether somebody may be given a duty by this text. */
export function isMember(arn: string): boolean {
  return MEMBER.test(arn);
}

/** The account of a member; empty for a text that is none. */
export function accountOf(member: string): string {
  return MEMBER.exec(member)?.[1] ?? "";
}
