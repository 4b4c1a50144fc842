import type { ScalingSchedule, TaskCount } from "./service-scaling-args";

/** When tasks stop for the night and start again, as schedules of Application Auto Scaling in Tokyo's time. */
export interface NightStop {
  readonly stop: string;
  readonly start: string;
}

/** The two schedules of a night stop: down to nothing, and back to the service's own bounds. */
export function nightStopSchedules(nightStop: NightStop | undefined, { min, max }: TaskCount): ScalingSchedule[] {
  if (nightStop === undefined) return [];
  return [
    { name: "stop", cron: nightStop.stop, timezone: "Asia/Tokyo", min: 0, max: 0 },
    { name: "start", cron: nightStop.start, timezone: "Asia/Tokyo", min, max },
  ];
}
