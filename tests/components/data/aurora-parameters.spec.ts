import { expect } from "chai";
import { auroraParameters, parameterFamily } from "../../../components/data/aurora-parameters";
import { register } from "../../support/platform";
import { build, PARAMETERS } from "./aurora-fixture";

// Whether PostgreSQL takes the values another spec shows on a real server; whether Aurora offers them, a deployment.

const settings = auroraParameters({ slowQuery: 500, statementTimeout: 20_000, idleInTransactionTimeout: 45_000 });
const textOf = (name: string) => settings.find((setting) => setting.name === name)?.value;

describe("settings of the database", () => {
  it("wait for a restart where PostgreSQL reads them at its start only, and are applied at once otherwise (4.3-2)", () => {
    const waiting = settings.filter(({ applyMethod }) => applyMethod === "pending-reboot");
    expect(waiting).to.deep.equal([
      { name: "rds.force_ssl", value: "1", applyMethod: "pending-reboot" },
      { name: "shared_preload_libraries", value: "pg_stat_statements,auto_explain", applyMethod: "pending-reboot" },
    ]);
    expect(new Set(settings.map(({ applyMethod }) => applyMethod))).to.deep.equal(
      new Set(["pending-reboot", "immediate"]),
    );
  });

  it("log slow statements and their plans, but no value bound to a parameter (4.3-2)", () => {
    expect(["log_min_duration_statement", "auto_explain.log_min_duration"].map(textOf)).to.deep.equal(["500", "500"]);
    const lengths = [
      "log_parameter_max_length",
      "log_parameter_max_length_on_error",
      "auto_explain.log_parameter_max_length",
    ];
    expect(lengths.map(textOf)).to.deep.equal(["0", "0", "0"]);
    expect(textOf("log_error_verbosity")).to.equal("terse");
  });

  it("log no statement for what it is, because one may set a password", () => {
    expect(textOf("log_statement")).to.equal("none");
  });

  it("end what takes too long or holds its locks for nothing", () => {
    expect([textOf("statement_timeout"), textOf("idle_in_transaction_session_timeout")]).to.deep.equal([
      "20000",
      "45000",
    ]);
  });

  it("tell who came and went, who waited, what spilled to disk, and how long reading took", () => {
    const names = ["log_connections", "log_disconnections", "log_lock_waits", "log_temp_files", "track_io_timing"];
    expect(names.map(textOf)).to.deep.equal(["1", "1", "1", "10240", "1"]);
    expect([textOf("auto_explain.log_analyze"), textOf("auto_explain.log_format")]).to.deep.equal(["0", "json"]);
  });

  it("name each parameter once", () => {
    expect(new Set(settings.map(({ name }) => name)).size)
      .to.equal(settings.length)
      .and.to.equal(18);
  });

  it("are those of the cluster, in the family of its major version", async () => {
    const graph = await register(build({ slowQuery: 500, statementTimeout: 20_000, idleInTransactionTimeout: 45_000 }));
    const { description, family, parameters, tags } = graph.one(PARAMETERS).inputs;
    expect(parameters).to.deep.equal(settings.map((setting) => ({ ...setting })));
    expect({ description, family, tags }).to.deep.equal({
      description: "Settings of kumiki-prod-db-g1",
      family: "aurora-postgresql17",
      tags: { Component: "AuroraRegion", Name: "db-region-parameters" },
    });
    expect(parameterFamily("16.11")).to.equal("aurora-postgresql16");
  });

  it("can be changed where no argument does", async () => {
    const graph = await register(build({ transform: { parameterGroup: (args) => ({ ...args, parameters: [] }) } }));
    expect(graph.one(PARAMETERS).inputs.parameters).to.deep.equal([]);
  });
});
