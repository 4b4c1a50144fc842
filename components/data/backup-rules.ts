import type { Problems } from "../shared/validate";

/** One schedule of backups, and how long what it makes is kept. */
export interface BackupRule {
  /** Letters, digits, dots, dashes and underscores, 50 at most; unique in the plan. */
  readonly name: string;
  /**
   * When, as an AWS cron expression: `cron(0 15 * * ? *)` is midnight in Japan. Keep an hour clear of the cluster's own
   * backup and maintenance windows: a job that meets them fails.
   */
  readonly schedule: string;
  /** Time zone of the schedule, by its IANA name. @default "Etc/UTC" */
  readonly timezone?: string;
  /** Days a backup is kept, 1-36500. */
  readonly retention: number;
  /**
   * Days after which a backup moves to cold storage, where it stays for 90 days at least. Aurora and S3 have no cold
   * storage and ignore it. @default - never
   */
  readonly coldAfter?: number;
  /** Whether each backup is copied to the replica vault, and kept there as long. @default false */
  readonly copyToReplica?: boolean;
}

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html */
const MIN_COLD_DAYS = 90;
const MAX_DAYS = 36_500;

/** A field of a cron expression: numbers, names, ranges, lists and steps. */
const FIELD = /^[\d*,/A-Z#L-]+$/;

/** Whether a text is a cron expression as AWS writes it: six fields, one of the two for days being a question mark. */
export function isAwsCron(schedule: string): boolean {
  const [, list = ""] = /^cron\(([^)]+)\)$/.exec(schedule) ?? [];
  const fields = list.split(" ");
  const [minute, hour, dayOfMonth, month, dayOfWeek, year] = fields;
  const [asked, open] = dayOfMonth === "?" ? [dayOfWeek, dayOfMonth] : [dayOfMonth, dayOfWeek];
  return (
    fields.length === 6 &&
    open === "?" &&
    [minute, hour, asked, month, year].every((field) => field !== undefined && FIELD.test(field))
  );
}

export function isTimezone(name: string): boolean {
  return /^[A-Z]\w*(?:\/[A-Z][\w+-]*){0,2}$/.test(name);
}

/** Notes what is wrong with the rules of a plan. */
export function checkRules(rules: readonly BackupRule[], hasReplica: boolean, problems: Problems): void {
  problems.count("rules", rules, 1, 20);
  for (const rule of rules) {
    const of = `of rule "${rule.name}"`;
    problems.unless(
      /^[\w.-]{1,50}$/.test(rule.name),
      `the name of a rule must be letters, digits, dots, dashes and underscores, 50 at most, got "${rule.name}".`,
    );
    problems.unless(
      rules.filter(({ name }) => name === rule.name).length === 1,
      `rule "${rule.name}" is listed more than once; rename one.`,
    );
    problems.unless(
      isAwsCron(rule.schedule),
      `schedule ${of} must be a cron expression of six fields, such as "cron(0 15 * * ? *)", got "${rule.schedule}".`,
    );
    problems.unless(
      rule.timezone === undefined || isTimezone(rule.timezone),
      `timezone ${of} must be an IANA name such as "Asia/Tokyo", got "${rule.timezone}".`,
    );
    problems.range(`retention ${of}`, rule.retention, 1, MAX_DAYS, "days");
    if (rule.coldAfter !== undefined) {
      problems.range(`coldAfter ${of}`, rule.coldAfter, 1, MAX_DAYS, "days");
      problems.unless(
        rule.retention >= rule.coldAfter + MIN_COLD_DAYS,
        `retention ${of} must be at least ${MIN_COLD_DAYS} days longer than coldAfter ${rule.coldAfter}, ` +
          `got ${rule.retention}.`,
      );
    }
    problems.unless(
      rule.copyToReplica !== true || hasReplica,
      `rule "${rule.name}" copies to a replica, but there is none; give replica, or leave copyToReplica out.`,
    );
  }
}
