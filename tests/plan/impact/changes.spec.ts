import { expect } from "chai";
import { changesOf } from "../../../plan/impact/changes";
import { differences } from "../../../plan/impact/differences";
import type { Step } from "../../../plan/impact/steps";
import { shown, stepsOf, tablePath, valueAt } from "../../../plan/impact/values";
import { created, deleted, only, replaced, updated, urnOf } from "./plans";

const QUEUE = "aws:sqs/queue:Queue";
const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("changes of a plan", () => {
  it("join the steps of a replacement", () => {
    const change = only(replaced(QUEUE, { name: "a" }, { name: "b" }, { forcedBy: ["name"], protect: true }, "jobs"));
    expect(change).to.deep.equal({
      operation: "replace",
      urn: urnOf(QUEUE, "jobs"),
      type: QUEUE,
      name: "jobs",
      before: { name: "a" },
      after: { name: "b" },
      changed: [{ path: "name", kind: "update" }],
      forcedBy: ["name"],
      protected: true,
      retained: false,
    });
  });

  it("know a replacement from each of its steps", () => {
    const [create, replace, remove] = replaced(QUEUE, { name: "a" }, { name: "b" });
    for (const steps of [[create], [replace], [remove], [remove, create]]) {
      const known = steps.filter((step): step is Step => step !== undefined);
      expect(only(known).operation).to.equal("replace");
    }
    expect(only([...deleted(QUEUE), ...created(QUEUE)]).operation).to.equal("replace");
  });

  it("are creations, updates, deletions and imports", () => {
    expect(only(created(QUEUE)).operation).to.equal("create");
    expect(only(updated(QUEUE, {}, {})).operation).to.equal("update");
    expect(only(deleted(QUEUE)).operation).to.equal("delete");
    expect(only(created(QUEUE).map((step) => ({ ...step, op: "import" }))).operation).to.equal("import");
  });

  it("leave out what changes nothing, components, providers and the stack", () => {
    const silent = ["same", "read", "refresh", "discard-replaced"].flatMap((op) =>
      created(QUEUE, {}, op).map((step) => ({ ...step, op })),
    );
    const component = created("kumiki:data:Cache").map((step) => ({
      ...step,
      after: { type: "kumiki:data:Cache", inputs: {}, custom: false },
    }));
    const own = [...created("pulumi:pulumi:Stack"), ...created("pulumi:providers:aws")];
    expect(changesOf([...silent, ...component, ...own])).to.deep.equal([]);
  });

  it("take the provider's detailed diff, without what it keeps for itself", () => {
    const detailed = {
      "tags.Owner": "add",
      tagsAll: "update",
      __defaults: "update",
      fifoQueue: "update-replace",
      delaySeconds: "delete",
    };
    const steps = updated(QUEUE, { a: 1 }, { a: 2 }).map((step) => ({ ...step, detailed }));
    expect(only(steps).changed).to.deep.equal([
      { path: "delaySeconds", kind: "delete" },
      { path: "fifoQueue", kind: "update" },
      { path: "tags.Owner", kind: "add" },
    ]);
  });

  it("compare the inputs where the provider gives no detailed diff", () => {
    expect(only(updated(QUEUE, { a: 1, b: [1, 2] }, { b: [1, 3] })).changed).to.deep.equal([
      { path: "a", kind: "delete" },
      { path: "b[1]", kind: "update" },
    ]);
  });
});

describe("differences of inputs", () => {
  it("end where one side has nothing", () => {
    expect(differences({ a: { b: 1, c: [{ d: 1 }] } }, { a: { c: [{ d: 2 }, { d: 3 }] }, e: {} })).to.deep.equal([
      { path: "a.b", kind: "delete" },
      { path: "a.c[0].d", kind: "update" },
      { path: "a.c[1]", kind: "add" },
      { path: "e", kind: "add" },
    ]);
  });

  it("count null as nothing and quote a key that is no name", () => {
    expect(differences({ a: null, t: { "x.y": 1 } }, { t: { "x.y": 2 } })).to.deep.equal([
      { path: 't["x.y"]', kind: "update" },
    ]);
    expect(differences({ a: 1 }, { a: null })).to.deep.equal([{ path: "a", kind: "delete" }]);
    expect(differences({ a: null }, { a: 1 })).to.deep.equal([{ path: "a", kind: "add" }]);
    expect(differences({ a: [1] }, { a: { b: 1 } })).to.deep.equal([{ path: "a", kind: "update" }]);
  });
});

describe("values of a plan", () => {
  const inputs = {
    list: [{ name: "a" }],
    tags: { "a.b": "c" },
    later: UNKNOWN_TEXT,
    password: "hunter2-and-more",
    masterPasswordWo: "hunter2-and-more",
    text: `line one\nline two ${"x".repeat(60)}`,
    on: false,
    none: null,
  };

  it("are found by path", () => {
    expect(stepsOf('a["b.c"][0].d')).to.deep.equal(["a", "b.c", "0", "d"]);
    expect(tablePath("rules[0].name")).to.equal("rules.name");
    expect(valueAt(inputs, "list[0].name")).to.equal("a");
    expect(valueAt(inputs, 'tags["a.b"]')).to.equal("c");
    expect(valueAt(inputs, "later")).to.equal(undefined);
    expect(valueAt(inputs, "list[0].name.more")).to.equal(undefined);
    expect(valueAt(inputs, "none")).to.equal(undefined);
  });

  it("are shown short, on one line, and without a secret", () => {
    expect(shown("on", inputs)).to.equal("false");
    expect(shown("absent", inputs)).to.equal("nothing");
    expect(shown("none", inputs)).to.equal("nothing");
    expect(shown("later", inputs)).to.equal("a value not known yet");
    expect(shown("policy", { policy: '{"Statement": []}' })).to.equal("a document");
    expect(shown("list", inputs)).to.equal("a list of 1");
    expect(shown("tags", inputs)).to.equal("an object");
    expect(shown("text", inputs)).to.equal(`line one line two ${"x".repeat(42)}...`);
    expect(shown("password", inputs)).to.equal("[secret]");
    expect(shown("masterPasswordWo", inputs)).to.equal("[secret]");
    expect(shown("environment.variables.DB_PASS", { environment: { variables: { DB_PASS: "hunter2" } } })).to.equal(
      "[secret]",
    );
  });
});
