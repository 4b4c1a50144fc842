import { expect } from "chai";
import { PackConfigError, parsePackConfig } from "../../../policies/adapters/pack-config";
import { configSchemaOf } from "../../../policies/adapters/settings";
import { ARM64 } from "../../../policies/rules/cost/arm64";
import { BACKUP_RETENTION } from "../../../policies/rules/resilience/backup-retention";
import { LOG_GROUPS } from "../../../policies/rules/resilience/log-groups";

const RULES = [BACKUP_RETENTION, LOG_GROUPS, ARM64];

function problemsOf(config: unknown): readonly string[] {
  try {
    parsePackConfig("policy-config.json", typeof config === "string" ? config : JSON.stringify(config), RULES);
    return [];
  } catch (error) {
    if (error instanceof PackConfigError) return error.problems;
    throw error;
  }
}

describe("the configuration of a policy pack", () => {
  it("is what the engine takes: a level, or a level and settings", () => {
    const config = {
      all: "advisory",
      cost: "disabled",
      resilience: {
        enforcementLevel: "mandatory",
        levels: { "resilience-log-groups": "advisory" },
        limits: { "resilience-backup-retention": { days: 14 } },
        unproven: "violation",
      },
    };
    expect(parsePackConfig("a.json", JSON.stringify({ $schema: "b", ...config }), RULES)).to.deep.equal(config);
  });

  it("refuses names and levels it does not know, all of them at once", () => {
    expect(
      problemsOf({
        all: "remediate",
        networks: "advisory",
        "resilience-log-groups": "advisory",
        cost: 3,
        resilience: {
          enforcementLevel: "off",
          levels: { "resilience-log-group": "advisory", "cost-arm64": "disabled" },
        },
      }),
    ).to.deep.equal([
      '"all" must be one of mandatory, advisory, disabled',
      '"networks" is not known here; there is: all, resilience, cost',
      '"resilience-log-groups" is a rule; its level belongs in "resilience.levels"',
      '"cost" must be a level (mandatory, advisory, disabled) or an object',
      '"resilience.enforcementLevel" must be one of mandatory, advisory, disabled',
      '"resilience.levels.resilience-log-group" names no such rule of the pack; did you mean "resilience-log-groups"?',
      '"resilience.levels.cost-arm64" names no such rule of the pack; docs/policies-packs.md lists them',
    ]);
  });

  it("refuses settings no rule takes, and values out of range", () => {
    expect(
      problemsOf({
        cost: { level: "advisory" },
        resilience: {
          levels: { "resilience-log-groups": "remediate" },
          limits: { "resilience-log-groups": {}, "resilience-backup-retention": { days: 0, weeks: 1 } },
          unproven: "mandatory",
        },
      }),
    ).to.deep.equal([
      '"cost.level" is no setting; there are: levels, limits, unproven',
      '"resilience.levels.resilience-log-groups" cannot be accepted: Invalid option: expected one of ' +
        '"mandatory"|"advisory"|"disabled"',
      '"resilience.limits.resilience-backup-retention.days" cannot be accepted: Too small: expected number to be >=1',
      '"resilience.limits.resilience-backup-retention.weeks" is no setting; there are: days',
      '"resilience.limits.resilience-log-groups" names no such rule of the pack; docs/policies-packs.md lists them',
      '"resilience.unproven" cannot be accepted: Invalid option: expected one of "advisory"|"violation"',
    ]);
  });

  it("refuses what is not a JSON object", () => {
    expect(problemsOf("{")).to.deep.equal(["it is not JSON"]);
    expect(problemsOf("[]")).to.deep.equal(["it is not a JSON object"]);
  });

  it("names the file and every problem in its message", () => {
    expect(() => parsePackConfig("a.json", '{"all":1,"cost":2}', RULES)).to.throw(
      'a.json cannot be followed:\n  - "all" must be one of mandatory, advisory, disabled\n' +
        '  - "cost" must be a level (mandatory, advisory, disabled) or an object',
    );
  });

  it("is declared to the engine so that it refuses unknown rules too", () => {
    const { levels, limits, unproven } = configSchemaOf([BACKUP_RETENTION, LOG_GROUPS]).properties;
    expect(levels).to.deep.equal({
      type: "object",
      description: "Level of single rules",
      properties: {
        "resilience-backup-retention": {
          type: "string",
          enum: ["mandatory", "advisory", "disabled"],
          description: BACKUP_RETENTION.title,
        },
        "resilience-log-groups": {
          type: "string",
          enum: ["mandatory", "advisory", "disabled"],
          description: LOG_GROUPS.title,
        },
      },
      additionalProperties: false,
    });
    expect(limits).to.deep.equal({
      type: "object",
      description: "Limits of the rules that take some",
      properties: {
        "resilience-backup-retention": {
          type: "object",
          properties: {
            days: {
              type: "integer",
              minimum: 1,
              maximum: 35,
              default: 7,
              description: "Days for which backups must be kept at least",
            },
          },
          additionalProperties: false,
        },
      },
      additionalProperties: false,
    });
    expect(unproven).to.have.property("enum").that.deep.equals(["advisory", "violation"]);
  });
});
