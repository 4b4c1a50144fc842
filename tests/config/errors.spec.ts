// Proves the texts and when they appear. Whether AWS and Google really refuse such values only a deployment shows.
import { expect } from "chai";
import { checkFederatedRoleName } from "../../config/checks/federation";
import { checkLogSubscription } from "../../config/checks/log-loop";
import { messages } from "../../config/messages";
import { recovery } from "./data-error-fixtures";
import { FIXTURES } from "./error-fixtures";
import { minimal, operatorLogin, problemsOf, production } from "./fixtures";

describe("configuration errors", () => {
  for (const { id, when, raw, options, path, text, textJa } of FIXTURES) {
    it(`${id}: ${when} gives its text and no other`, () => {
      const problems = problemsOf(raw, options);
      expect(problems.map((problem) => [problem.id, problem.path, problem.message])).to.deep.equal([[id, path, text]]);
      if (textJa !== undefined) expect(problems.map(({ messageJa }) => messageJa)).to.deep.equal([textJa]);
    });
  }

  it("E27: the log pipeline's own log group gives its text, any other group none", () => {
    const own = ["/aws/lambda/kumiki-indexer", "/aws/kinesisfirehose/kumiki-logs"];
    expect(checkLogSubscription("/aws/lambda/kumiki-indexer", own)?.message).to.equal(
      'Log group "/aws/lambda/kumiki-indexer" belongs to the log pipeline itself and must not be subscribed.',
    );
    expect(checkLogSubscription("/ecs/kumiki-app", own)).to.equal(undefined);
  });

  it("E28: the 63rd character of a role's name gives its text, the 62nd does not", () => {
    const longest = "r".repeat(62);
    expect(checkFederatedRoleName(longest)).to.equal(undefined);
    expect(checkFederatedRoleName(`${longest}r`)?.message).to.equal(
      `Role name "${longest}r" is too long: the federated subject would exceed Google's 127-byte limit.`,
    );
  });

  it("has a fixture for every id of the table", () => {
    const covered = new Set([...FIXTURES.map(({ id }) => id), "E27", "E28"]);
    expect(Object.keys(messages).filter((id) => !covered.has(id))).to.deep.equal([]);
  });

  it("accepts the stacks every fixture starts from", () => {
    expect(problemsOf(minimal())).to.deep.equal([]);
    expect(problemsOf(production())).to.deep.equal([]);
    expect(problemsOf({ ...production(), ...recovery, ...operatorLogin() })).to.deep.equal([]);
  });

  it("says everything in Japanese too", () => {
    const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/;
    const texts = FIXTURES.flatMap(({ raw, options }) => problemsOf(raw, options)).map(({ messageJa }) => messageJa);
    expect(texts.filter((text) => !japanese.test(text))).to.deep.equal([]);
  });
});
