import type { Row } from "../../../lib/rows/property-row";

const POSTGRES = { path: "engine", expect: "oneOf:aurora-postgresql" };
const MYSQL = { path: "engine", expect: "matches:mysql" };

/** What the database tells of itself. */
export const LOGS: readonly Row[] = [
  {
    control: "RDS.6",
    id: "database-monitored",
    pack: "resilience",
    why: "Metrics of the service do not show which process starves the others.",
    fix: "set monitoringInterval to 60 seconds or less",
  },
  {
    control: "RDS.34",
    id: "database-exports-audit-log",
    pack: "least-privilege",
    why: "The log on the instance is lost with it.",
    fix: "add audit to enabledCloudwatchLogsExports",
    when: MYSQL,
  },
  {
    control: "RDS.37",
    id: "database-exports-log",
    pack: "least-privilege",
    why: "The log on the instance is lost with it.",
    fix: "add postgresql to enabledCloudwatchLogsExports",
    when: POSTGRES,
  },
];
