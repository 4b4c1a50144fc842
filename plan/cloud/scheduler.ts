import type { Service } from "./registration";

/** EventBridge Scheduler. Schedules live in groups; the first one is called `default`. */
export const schedulerService: Service = {
  "aws:scheduler/schedule:Schedule": (schedule) => {
    const name = schedule.physicalName();
    const groupName = schedule.text("groupName", "default");
    return {
      id: `${groupName}/${name}`,
      name,
      groupName,
      arn: schedule.arn("scheduler", `schedule/${groupName}/${name}`),
      state: schedule.or("state", "ENABLED"),
    };
  },
};
