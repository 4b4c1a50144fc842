import { expect } from "chai";
import { changesOf } from "../../../plan/impact/changes";
import { readSteps, stepsOfEvents, UnreadablePlan } from "../../../plan/impact/steps";

const URN = "urn:pulumi:dev::kumiki::kumiki:data:Cache$aws:elasticache/replicationGroup:ReplicationGroup::cache-group";
const TYPE = "aws:elasticache/replicationGroup:ReplicationGroup";

const STATE = (nodeType: string) => ({
  urn: URN,
  custom: true,
  type: TYPE,
  inputs: { nodeType, authToken: "[secret]" },
  outputs: { id: "cache" },
});

/** As `pulumi preview --json` of 3.259 prints it. */
const DOCUMENT = {
  config: { "kumiki:environment": "dev" },
  steps: [
    {
      op: "update",
      urn: URN,
      provider: "urn:pulumi:dev::kumiki::pulumi:providers:aws::aws::1",
      oldState: STATE("cache.t4g.micro"),
      newState: STATE("cache.t4g.small"),
      diffReasons: ["nodeType"],
      detailedDiff: { nodeType: { kind: "update", inputDiff: false } },
    },
  ],
  duration: 1_200_000_000,
  changeSummary: { update: 1, same: 400 },
};

/** The same step as a line of the event log. */
const EVENT = {
  sequence: 7,
  timestamp: 1_790_000_000,
  resourcePreEvent: {
    metadata: {
      op: "update",
      urn: URN,
      type: TYPE,
      old: STATE("cache.t4g.micro"),
      new: STATE("cache.t4g.small"),
      diffs: ["nodeType"],
      detailedDiff: { nodeType: { diffKind: "update", inputDiff: false } },
      provider: "urn:pulumi:dev::kumiki::pulumi:providers:aws::aws::1",
    },
    planning: true,
  },
};

const OTHER_EVENTS = [
  { sequence: 1, timestamp: 1_790_000_000, preludeEvent: { config: {} } },
  { sequence: 8, timestamp: 1_790_000_001, summaryEvent: { durationSeconds: 1, resourceChanges: { update: 1 } } },
];

describe("the engine's plan", () => {
  it("is read from the document of a preview", () => {
    const [step, ...more] = readSteps(JSON.stringify(DOCUMENT, undefined, 4));
    expect(more).to.deep.equal([]);
    expect(step?.op).to.equal("update");
    expect(step?.detailed).to.deep.equal({ nodeType: "update" });
    expect(step?.before?.inputs).to.deep.equal({ nodeType: "cache.t4g.micro", authToken: "[secret]" });
  });

  it("says the same from the event log", () => {
    const [prelude, summary] = OTHER_EVENTS;
    const log = [prelude, EVENT, summary].map((event) => JSON.stringify(event)).join("\n");
    expect(changesOf(readSteps(`${log}\n`))).to.deep.equal(changesOf(readSteps(JSON.stringify(DOCUMENT))));
  });

  it("is a single event as well as many", () => {
    expect(readSteps(JSON.stringify(EVENT)).map(({ urn }) => urn)).to.deep.equal([URN]);
    expect(stepsOfEvents(OTHER_EVENTS)).to.deep.equal([]);
  });

  it("may hold no steps", () => {
    expect(readSteps('{"changeSummary": {"same": 400}}')).to.deep.equal([]);
    expect(readSteps('{"steps": []}')).to.deep.equal([]);
  });

  const unreadable: readonly (readonly [what: string, text: string, message: string])[] = [
    ["an empty text", " \n", "the plan is empty; did the preview fail before it?"],
    [
      "words",
      "Previewing update (dev):\n",
      'neither the JSON of "pulumi preview --json" nor an event log of the engine',
    ],
    ["other JSON", '{"version": 3}', 'neither the JSON of "pulumi preview --json" nor an event log of the engine'],
    ["a list", "[]", 'neither the JSON of "pulumi preview --json" nor an event log of the engine'],
    [
      "a log with a broken line",
      `${JSON.stringify(EVENT)}\n{"sequence": 2`,
      'neither the JSON of "pulumi preview --json" nor an event log of the engine',
    ],
    [
      "an event without its parts",
      '{"sequence": 1, "resourcePreEvent": {"metadata": {"op": "update"}}}',
      "event 1 is not one of the engine's",
    ],
  ];
  for (const [what, text, message] of unreadable) {
    it(`is not ${what}`, () => {
      expect(() => readSteps(text)).to.throw(UnreadablePlan, message);
    });
  }
});
