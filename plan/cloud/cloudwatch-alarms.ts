import type { Service } from "./registration";

/** CloudWatch metric alarms. */
export const cloudwatchAlarmsService: Service = {
  "aws:cloudwatch/metricAlarm:MetricAlarm": (alarm) => {
    const name = alarm.physicalName();
    return {
      id: name,
      name,
      arn: alarm.arn("cloudwatch", `alarm:${name}`),
      actionsEnabled: alarm.or("actionsEnabled", true),
      treatMissingData: alarm.or("treatMissingData", "missing"),
    };
  },
};
