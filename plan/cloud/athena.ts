import type { Service } from "./registration";

/** Athena: queries over the data lake. */
export const athenaService: Service = {
  "aws:athena/workgroup:Workgroup": (workgroup) => {
    const name = workgroup.physicalName();
    return {
      id: name,
      name,
      arn: workgroup.arn("athena", `workgroup/${name}`),
      state: workgroup.or("state", "ENABLED"),
      forceDestroy: workgroup.or("forceDestroy", false),
    };
  },
};
