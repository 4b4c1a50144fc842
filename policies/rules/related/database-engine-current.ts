import { PASS, type Rule, violation } from "../../core/rule";

/**
 * The first major version that was never affected: log_fdw could read files of the host up to 13.2 (advisory AWS-2022-004
 * of 2022-04-11, https://aws.amazon.com/security/security-bulletins/AWS-2022-004/).
 */
const FIRST_SOUND_MAJOR = 14;

/** A version of PostgreSQL whose extensions do not read the files of its host. */
export const DATABASE_ENGINE_CURRENT: Rule = {
  id: "least-privilege-database-engine-current",
  title: "The database engine has no extension that reads files of its host",
  why: "In older versions an owner of the database could read credentials of the service.",
  fix: "raise aurora.engineVersion to 14 or later",
  severity: "high",
  pack: "least-privilege",
  controls: ["CKV_AWS_250", "CKV_AWS_388"],
  types: ["aws:rds/cluster:Cluster"],
  judge({ inputs }) {
    const [, major] = /^(\d+)(?:\.\d+)*$/.exec(String(inputs.engineVersion)) ?? [];
    const sound = inputs.engine === "aurora-postgresql" && Number(major) >= FIRST_SOUND_MAJOR;
    return sound ? PASS : violation("engineVersion", `engineVersion is not known to be sound; ${this.fix}`);
  },
};
