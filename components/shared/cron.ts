const FORM = /^cron\(([\d,/*-]+) ([\d,/*-]+) ([\d,/*?LW-]+) ([\dA-Z,/*-]+) ([\dA-Z,/*?L#-]+) ([\d,/*-]+)\)$/;

/**
 * The six fields of an AWS cron expression - minutes, hours, day of month, month, day of week, year - or undefined where a
 * text is none. EventBridge and Application Auto Scaling share the form
 * (https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based).
 */
export function cronFields(text: string): readonly string[] | undefined {
  return FORM.exec(text)?.slice(1);
}
