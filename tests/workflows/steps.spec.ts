import { expect } from "chai";
import { runStep } from "./run-step";

// The scripts of the workflows, run as they stand in the files, with commands that stand in for GitHub's and Pulumi's.

const ACTION = ".github/actions/stack/action.yml";
const CHECK = ".github/workflows/check.yml";
const PREVIEW = ".github/workflows/preview.yml";
const DEPLOY = ".github/workflows/deploy.yml";
const DRIFT = ".github/workflows/drift.yml";
const STACK = ".github/workflows/deploy-stack.yml";
const RUN = "https://github.com/example/kumiki/actions/runs/7";

describe("preparing a stack", () => {
  const all = { BACKEND_URL: "s3://state?region=x", AWS_ROLE: "arn", GCP_PROVIDER: "projects/1", GCP_ACCOUNT: "a@b" };

  it("hands the place of the state on", () => {
    const { code, environment, stdout } = runStep(ACTION, "Check that every variable is set", { env: all });
    expect([code, environment, stdout]).to.deep.equal([0, "PULUMI_BACKEND_URL=s3://state?region=x\n", ""]);
  });

  it("names every variable that is missing before it fails", () => {
    const { code, stdout } = runStep(ACTION, "Check that every variable is set", {
      env: { ...all, AWS_ROLE: "", GCP_ACCOUNT: "" },
    });
    expect(code).to.equal(1);
    expect(stdout.trimEnd().split("\n")).to.deep.equal([
      "::error title=A variable is not set::AWS_ROLE is empty; docs/ci.md lists the variables to set.",
      "::error title=A variable is not set::GCP_ACCOUNT is empty; docs/ci.md lists the variables to set.",
    ]);
  });
});

describe("the plan of a pull request", () => {
  it("fails when the plan does, though its text goes through a pipe", () => {
    const ran = runStep(CHECK, "Plan, and judge by every rule", {
      env: { STACK: "dev" },
      commands: { npm: "echo text; exit 1" },
    });
    expect([ran.code, ran.stdout, ran.calls]).to.deep.equal([1, "text\n", ["npm run -s plan -- --stack dev"]]);
  });

  it("is shown as it is, whatever it holds", () => {
    const { summary } = runStep(CHECK, "Show the plan", { files: { "plan.txt": "Stack dev $(id)\n" } });
    expect(summary).to.equal("```text\nStack dev $(id)\n```\n");
  });
});

describe("the report of a preview", () => {
  for (const [path, report] of [
    [PREVIEW, "in a pull request"],
    [DEPLOY, "before somebody approves"],
  ] as const) {
    it(`is shown ${report} even if it objects to a change, and then fails`, () => {
      const ran = runStep(path, "Report what the changes do", {
        env: { STACK: "prod" },
        commands: { pulumi: "echo '{}'", npm: "echo '## prod'; exit 1" },
      });
      expect([ran.code, ran.summary]).to.deep.equal([1, "## prod\n"]);
      expect(ran.calls.at(-1)).to.equal("npm run -s diff -- prod --preview preview.json --markdown");
    });
  }
});

describe("the report before somebody approves", () => {
  it("lets only what was named by hand be lost, and takes no name for a command or a pattern", () => {
    const { calls } = runStep(DEPLOY, "Report what the changes do", {
      env: { STACK: "prod", ALLOW: "db-cluster  * $(id)" },
      files: { "some.file": "" },
      commands: { pulumi: "", npm: "" },
    });
    expect(calls.at(-1)).to.equal(
      "npm run -s diff -- prod --preview preview.json --markdown --allow db-cluster --allow * --allow $(id)",
    );
  });
});

describe("the comment on a pull request", () => {
  const NAME = "Write or renew the comment";
  const env = { REPOSITORY: "example/kumiki", PULL_REQUEST: "12", RESULT: "success", RUN };
  const reports = { "reports/dev.md": "## dev\n1 change\n", "reports/prod.md": "## prod\n2 changes\n" };
  const LIST = /^gh api --paginate repos\/example\/kumiki\/issues\/12\/comments --jq /;

  it("is written once, with a section for each stack", () => {
    const { code, calls, file } = runStep(PREVIEW, NAME, { env, files: reports, commands: { gh: "" } });
    expect(code).to.equal(0);
    expect(file("comment.md")).to.equal(
      `<!-- kumiki: preview -->\nEvery policy pack agrees. [The run](${RUN})\n\n## dev\n1 change\n\n## prod\n2 changes\n`,
    );
    expect(calls[0]).to.match(LIST);
    expect(calls.at(-1)).to.equal(
      "gh api --silent --method POST repos/example/kumiki/issues/12/comments --field body=@comment.md",
    );
  });

  it("is renewed when it is there, and only the own one is", () => {
    const gh = 'case "$*" in *--paginate*) echo 501; echo 502;; esac';
    const { code, calls } = runStep(PREVIEW, NAME, { env, files: reports, commands: { gh } });
    expect(code).to.equal(0);
    expect(calls.join("\n")).to.include('.user.login == "github-actions[bot]"').and.to.include("startswith");
    expect(calls.at(-1)).to.equal(
      "gh api --silent --method PATCH repos/example/kumiki/issues/comments/501 --field body=@comment.md",
    );
  });

  it("says so when something failed, and of which stack there is no report", () => {
    const { file } = runStep(PREVIEW, NAME, {
      env: { ...env, RESULT: "failure" },
      files: { "reports/dev.md": "## dev\n" },
      commands: { gh: "" },
    });
    expect(file("comment.md").split("\n").slice(1)).to.deep.equal([
      `**The preview failed, or a policy pack or the report objects.** [The run](${RUN}) says why.`,
      "",
      "## dev",
      "",
      "There is no report on `prod`.",
      "",
    ]);
  });

  it("stays below what a comment can hold, and ends what it cuts", () => {
    const long = `<details>\n${"x".repeat(99)}\n`.repeat(1000);
    const { file } = runStep(PREVIEW, NAME, {
      env,
      files: { "reports/dev.md": long, "reports/prod.md": long },
      commands: { gh: "" },
    });
    const body = file("comment.md");
    expect(body.length).to.be.within(58_000, 65_536);
    expect(body.split(`\n</details>\n\n... cut here; [the run](${RUN}) has all of it.\n`)).to.have.lengthOf(3);
  });

  it("is not written when the comments cannot be listed", () => {
    const { code, calls } = runStep(PREVIEW, NAME, { env, files: reports, commands: { gh: "exit 1" } });
    expect(code).to.equal(1);
    expect(calls.filter((call) => call.includes("--method"))).to.deep.equal([]);
  });
});

describe("the issue about drift", () => {
  const NAME = "Open or close the issue";
  const env = { STACK: "prod", TITLE: "Drift: prod is not what was deployed", RUN };
  const found = 'case "$*" in "issue list"*) echo 31;; esac';

  const ended = (STATUS: string, gh: string): string[] => {
    const ran = runStep(DRIFT, NAME, { env: { ...env, STATUS }, commands: { gh } });
    expect(ran.code).to.equal(0);
    const [list, ...others] = ran.calls;
    expect(list).to.equal(
      'gh issue list --state open --limit 200 --search in:title Drift --json number,title --jq .[] | select(.title == "Drift: prod is not what was deployed") | .number',
    );
    return others;
  };
  const body = `The nightly comparison found a difference or a broken rule, or could not be made: ${RUN}`;

  it("is opened once", () => {
    expect(ended("failure", "")).to.deep.equal([
      `gh issue create --title Drift: prod is not what was deployed --body ${body}`,
    ]);
    expect(ended("failure", found)).to.deep.equal([`gh issue comment 31 --body ${body}`]);
  });

  it("is closed when the stack is what was deployed again, and nothing happens where there is none", () => {
    expect(ended("success", found)).to.deep.equal([`gh issue close 31 --comment It is again: ${RUN}`]);
    expect(ended("success", "")).to.deep.equal([]);
  });
});

describe("the search for drift", () => {
  it("changes neither the state nor the clouds", () => {
    const { calls } = runStep(DRIFT, "Compare the state with the clouds", {
      env: { STACK: "prod" },
      commands: { pulumi: "" },
    });
    expect(calls).to.deep.equal([
      "pulumi refresh --stack prod --preview-only --expect-no-changes --diff --non-interactive",
    ]);
  });
});

describe("a deployment", () => {
  it("is not done while a second one would change something", () => {
    const { calls } = runStep(STACK, "See that nothing is left to do", {
      env: { STACK: "prod" },
      commands: { pulumi: "" },
    });
    expect(calls).to.deep.equal(["pulumi preview --stack prod --expect-no-changes --non-interactive"]);
  });

  it("is interrupted in time for the engine to write its state", () => {
    const { calls } = runStep(STACK, "Deploy", { env: { STACK: "prod" }, commands: { pulumi: "", timeout: "" } });
    expect(calls).to.deep.equal([
      "timeout --foreground --signal=INT --kill-after=4m 45m pulumi up --stack prod --policy-pack policies/all --yes --non-interactive",
    ]);
  });

  it("asks ECS whether each service runs what was deployed, and fails if one does not", () => {
    const { code, calls } = runStep(STACK, "See that each service runs what was deployed", {
      env: { STACK: "prod" },
      commands: { pulumi: "", npm: "exit 1" },
    });
    expect([code, calls]).to.deep.equal([
      1,
      ["pulumi stack export --stack prod --file state.json", "npm run -s rollouts -- state.json"],
    ]);
  });

  it("judges what it left behind", () => {
    const { code, calls } = runStep(STACK, "Judge what is there now", {
      env: { STACK: "prod" },
      commands: { pulumi: "", npm: "exit 1" },
    });
    expect([code, calls]).to.deep.equal([
      1,
      ["pulumi stack export --stack prod --file state.json", "npm run -s state-check -- state.json"],
    ]);
  });
});
