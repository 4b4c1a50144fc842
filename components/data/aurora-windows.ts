/** A span of time that comes again: minutes from the start of its period, and how many it lasts. */
interface Span {
  readonly start: number;
  readonly length: number;
}

const DAYS: readonly string[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const DAY = 24 * 60;
const WEEK = 7 * DAY;

/** Both windows have to last half an hour; a maintenance window has to end within a day (RDS API, ModifyDBCluster). */
const SHORTEST = 30;

const TIME = "([01]\\d|2[0-3]):([0-5]\\d)";
const DAILY = new RegExp(`^${TIME}-${TIME}$`);
const WEEKLY = new RegExp(`^(${DAYS.join("|")}):${TIME}-(${DAYS.join("|")}):${TIME}$`);

/**
 * Everything wrong with the windows of a cluster. Both are in UTC; either may pass midnight, the weekly one also the end
 * of the week; and RDS refuses two that overlap.
 */
export function windowProblems(backup: string, maintenance: string): string[] {
  const daily = dailySpan(backup);
  const weekly = weeklySpan(maintenance);
  const problems = [
    ...(daily === undefined
      ? [`backupWindow must be at least ${SHORTEST} minutes of UTC such as "18:00-19:00", got "${backup}".`]
      : []),
    ...(weekly === undefined
      ? [
          `maintenanceWindow must be ${SHORTEST} minutes to a day of UTC such as "sun:19:30-sun:20:30", ` +
            `got "${maintenance}".`,
        ]
      : []),
  ];
  if (daily !== undefined && weekly !== undefined && meetOnAnyDay(daily, weekly)) {
    problems.push(
      `backupWindow "${backup}" and maintenanceWindow "${maintenance}" must not overlap; RDS refuses the two together.`,
    );
  }
  return problems;
}

function dailySpan(text: string): Span | undefined {
  const [, fromHour, fromMinute, toHour, toMinute] = DAILY.exec(text) ?? [];
  return span(minutes(fromHour, fromMinute), minutes(toHour, toMinute), DAY, DAY);
}

function weeklySpan(text: string): Span | undefined {
  const [, fromDay, fromHour, fromMinute, toDay, toHour, toMinute] = WEEKLY.exec(text) ?? [];
  return span(
    dayStart(fromDay) + minutes(fromHour, fromMinute),
    dayStart(toDay) + minutes(toHour, toMinute),
    WEEK,
    DAY,
  );
}

function span(start: number, end: number, period: number, longest: number): Span | undefined {
  const length = modulo(end - start, period);
  return length >= SHORTEST && length < longest ? { start, length } : undefined;
}

function meetOnAnyDay(daily: Span, weekly: Span): boolean {
  return DAYS.some((_, day) => meet({ start: day * DAY + daily.start, length: daily.length }, weekly));
}

/** On a circle of one week: one of the two begins while the other lasts. */
function meet(a: Span, b: Span): boolean {
  return modulo(b.start - a.start, WEEK) < a.length || modulo(a.start - b.start, WEEK) < b.length;
}

function minutes(hour = "", minute = ""): number {
  return Number.parseInt(hour, 10) * 60 + Number.parseInt(minute, 10);
}

function dayStart(day = ""): number {
  return DAYS.indexOf(day) * DAY;
}

function modulo(value: number, period: number): number {
  return ((value % period) + period) % period;
}
