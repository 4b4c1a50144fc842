import { readPath } from "../../core/property-path";
import { notApplicable, type Rule, violations } from "../../core/rule";
import { withId } from "../../lib/graph/references";

const GROUP = "aws:rds/clusterParameterGroup:ClusterParameterGroup";
const PARAMETERS = ["log_statement", "log_min_duration_statement"];

/** Changes of the schema, and statements that take long, stand in the log. */
export const DATABASE_LOGS_STATEMENTS: Rule = {
  id: "least-privilege-database-logs-statements",
  title: "A PostgreSQL cluster logs statements",
  why: "Nobody could tell who changed the schema, or what made the database slow.",
  fix: "set log_statement and log_min_duration_statement in the cluster's parameter group",
  severity: "low",
  pack: "least-privilege",
  controls: ["CKV2_AWS_27"],
  types: ["aws:rds/cluster:Cluster"],
  judge({ inputs }, graph) {
    if (inputs.engine !== "aurora-postgresql") return notApplicable("it is not PostgreSQL");
    const group = withId(GROUP, inputs.dbClusterParameterGroupName, graph);
    const names = group === undefined ? [] : readPath(group.inputs, "parameters[].name").map(({ value }) => value);
    return violations(
      PARAMETERS.filter((name) => !names.includes(name)).map((key) => ({
        key,
        message: `${key} is not set; ${this.fix}`,
      })),
    );
  },
};
