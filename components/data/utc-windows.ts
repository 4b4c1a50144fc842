const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const HOUR = 60;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** Minutes from the start of the day or of the week; the end may lie beyond midnight. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * What is wrong with a daily window for snapshots and a weekly one for maintenance, both UTC: an hour is the least, and
 * the service refuses two that overlap.
 */
export function windowProblems(snapshotWindow: string, maintenanceWindow: string): string[] {
  const daily = dailySpan(snapshotWindow);
  const weekly = weeklySpan(maintenanceWindow);
  const problems: string[] = [];
  if (daily === undefined) {
    problems.push(
      `snapshotWindow must be at least an hour of the day in UTC, such as "18:00-19:00", got "${snapshotWindow}".`,
    );
  }
  if (weekly === undefined) {
    problems.push(
      `maintenanceWindow must be at least an hour of the week in UTC, such as "sun:19:30-sun:20:30", ` +
        `got "${maintenanceWindow}".`,
    );
  }
  if (daily !== undefined && weekly !== undefined && overlap(daily, weekly)) {
    problems.push(
      `snapshotWindow "${snapshotWindow}" overlaps maintenanceWindow "${maintenanceWindow}"; move one of them.`,
    );
  }
  return problems;
}

function dailySpan(window: string): Span | undefined {
  const [, from = "", to = ""] = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(window) ?? [];
  return span(minuteOfDay(from), minuteOfDay(to), DAY);
}

function weeklySpan(window: string): Span | undefined {
  const [, fromDay = "", from = "", toDay = "", to = ""] =
    /^([a-z]{3}):(\d\d:\d\d)-([a-z]{3}):(\d\d:\d\d)$/.exec(window) ?? [];
  if (!DAYS.includes(fromDay) || !DAYS.includes(toDay)) return undefined;
  return span(DAYS.indexOf(fromDay) * DAY + minuteOfDay(from), DAYS.indexOf(toDay) * DAY + minuteOfDay(to), WEEK);
}

/** NaN for what is no time of the day, so that every comparison with it fails. */
function minuteOfDay(time: string): number {
  const [hours = Number.NaN, minutes = Number.NaN] = /^\d\d:\d\d$/.test(time) ? time.split(":").map(Number) : [];
  return hours < 24 && minutes < 60 ? hours * HOUR + minutes : Number.NaN;
}

function span(from: number, to: number, cycle: number): Span | undefined {
  const end = to < from ? to + cycle : to;
  return end - from >= HOUR ? { from, to: end } : undefined;
}

function overlap(daily: Span, weekly: Span): boolean {
  // A week before and a day after, because either window may run past the end of its cycle.
  const firstDay = -WEEK;
  for (let midnight = firstDay; midnight <= WEEK; midnight += DAY) {
    if (daily.from + midnight < weekly.to && weekly.from < daily.to + midnight) return true;
  }
  return false;
}
