import { expect } from "chai";
import { houseProblems, surroundings, workflowFiles } from "../../tools/workflows/house-rules";
import { WorkflowFile } from "../../tools/workflows/workflow-file";

const CHECK = ".github/workflows/check.yml";
const PREVIEW = ".github/workflows/preview.yml";
const DEPLOY = ".github/workflows/deploy.yml";
const STACK = ".github/workflows/deploy-stack.yml";
const DRIFT = ".github/workflows/drift.yml";
const ACTION = ".github/actions/stack/action.yml";

const SAME_REPOSITORY = "github.event.pull_request.head.repo.full_name == github.repository";
const CHECKOUT = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1";
const SECRET = "no secret is needed here: clouds trust the token of the run, the rest are variables";
const SCRIPTS = "packages are installed with --ignore-scripts here";

const shipped = new Map(workflowFiles().map((file) => [file.path, file.text]));

/** What is found in a shipped file of which every occurrence of a text is replaced; each line number is taken away. */
function problems(path: string, from: string, to: string): string[] {
  const text = shipped.get(path) ?? "";
  const changed = text.replaceAll(from, to);
  if (changed === text) throw new Error(`${path} has no ${from}`);
  const file = new WorkflowFile(path, changed);
  return [...new Set(houseProblems(file, surroundings()).map((problem) => problem.replace(/^[^:]+:\d+: /, "")))];
}

describe("the workflows", () => {
  it("are these, and keep every rule of the house", () => {
    expect([...shipped.keys()]).to.deep.equal([ACTION, CHECK, STACK, DEPLOY, DRIFT, PREVIEW]);
    expect(workflowFiles().flatMap((file) => houseProblems(file, surroundings()))).to.deep.equal([]);
  });
});

describe("a workflow is refused", () => {
  const mutations: readonly (readonly [what: string, path: string, from: string, to: string, found: string[]])[] = [
    [
      "whose action is named by a tag",
      CHECK,
      `${CHECKOUT} # v7.0.1`,
      "actions/checkout@v7",
      ["actions/checkout@v7 can become other code overnight; name the full commit, and its version behind a #"],
    ],
    [
      "whose action is named by a short commit",
      ACTION,
      "pulumi/actions@8e5e406f4007fca908480587cb9893c07090f58d",
      "pulumi/actions@8e5e406",
      ["pulumi/actions@8e5e406 can become other code overnight; name the full commit, and its version behind a #"],
    ],
    [
      "whose action nobody has looked up",
      CHECK,
      "actions/setup-go@",
      "someone/setup-go@",
      ["someone/setup-go was looked up by nobody; do so, and add it to tools/workflows/pins.ts"],
    ],
    [
      "whose action is at another commit than the one looked up",
      CHECK,
      CHECKOUT,
      `actions/checkout@${"0".repeat(40)}`,
      ["actions/checkout is not at v7.0.1, which is commit 3d3c42e5aac5ba805825da76410c181273ba90b1"],
    ],
    [
      "whose comment names another version",
      CHECK,
      "# v7.0.1",
      "# v7.0.2",
      ['actions/checkout at this commit is v7.0.1; the comment must say so, and says "v7.0.2"'],
    ],
    [
      "whose comment is missing",
      PREVIEW,
      " # v8.0.1",
      "",
      ['actions/download-artifact at this commit is v8.0.1; the comment must say so, and says ""'],
    ],
    [
      "whose job is a workflow of others, at a branch of theirs",
      DEPLOY,
      "    uses: ./.github/workflows/deploy-stack.yml\n    with:\n      stack: dev",
      "    uses: someone/workflows/.github/workflows/deploy.yml@main\n    with:\n      stack: dev",
      [
        "someone/workflows/.github/workflows/deploy.yml@main can become other code overnight; name the full commit, and " +
          "its version behind a #",
      ],
    ],
    [
      "that runs on what a stranger wrote with the rights of the repository",
      PREVIEW,
      "  pull_request:\n",
      "  pull_request:\n  pull_request_target:\n",
      [
        "pull_request_target is no event to run on here; there are: pull_request, merge_group, push, schedule, " +
          "workflow_dispatch, workflow_call",
      ],
    ],
    [
      "that gives every job a right",
      CHECK,
      "  contents: read",
      "  contents: write",
      ["permissions of a workflow must be `contents: read`; a job asks for what it needs"],
    ],
    [
      "that leaves rights to the settings of the repository",
      CHECK,
      "permissions:\n  contents: read\n",
      "",
      ["permissions of a workflow must be `contents: read`; a job asks for what it needs"],
    ],
    [
      "whose job asks for a right that none needs",
      DRIFT,
      "      issues: write",
      "      actions: write",
      ["no job needs `actions: write` here"],
    ],
    ["that uses a secret", DEPLOY, "vars.PROD_AWS_PREVIEW_ROLE", "secrets.PROD_AWS_PREVIEW_ROLE", [SECRET]],
    ["that reads all secrets at once", DEPLOY, "vars.PROD_AWS_PREVIEW_ROLE", "toJSON(Secrets)", [SECRET]],
    [
      "that hands all secrets on",
      DEPLOY,
      "    with:\n      stack: dev",
      "    secrets: inherit\n    with:\n      stack: dev",
      [SECRET],
    ],
    [
      "that gives credentials to a pull request from a fork",
      PREVIEW,
      `      ${SAME_REPOSITORY} &&\n`,
      "",
      [`job preview gets credentials and needs the condition ${SAME_REPOSITORY}`],
    ],
    [
      "whose condition against forks can be got around",
      PREVIEW,
      "!= 'dependabot[bot]'",
      "!= 'dependabot[bot]' || github.actor == 'octocat'",
      [`job preview gets credentials and needs the condition ${SAME_REPOSITORY}`],
    ],
    [
      "that runs a pull request in an environment",
      PREVIEW,
      "    timeout-minutes: 30\n",
      "    timeout-minutes: 30\n    environment: prod\n",
      ["job preview runs a pull request in an environment: that is for deployments"],
    ],
    [
      "that writes with the code of a pull request",
      PREVIEW,
      "      id-token: write\n",
      "      id-token: write\n      pull-requests: write\n",
      ["job preview may write, and runs the code of the pull request: split it"],
    ],
    [
      "that writes after an action of the pull request",
      PREVIEW,
      "      - uses: actions/download-artifact@",
      "      - uses: ./.github/actions/stack\n      - uses: actions/download-artifact@",
      ["job comment may write, and runs the code of the pull request: split it"],
    ],
    [
      "that has a workflow of the pull request write",
      PREVIEW,
      "jobs:\n",
      "jobs:\n  label:\n    permissions:\n      issues: write\n    uses: ./.github/workflows/label.yml\n",
      ["job label may write, and runs the code of the pull request: split it"],
    ],
    [
      "that puts what somebody wrote into a script",
      CHECK,
      '--stack "$STACK" | tee',
      `--stack \${{ github.event.pull_request.title }} | tee`,
      ["an expression becomes part of the script, whoever wrote its value; hand it over in env"],
    ],
    [
      "that calls a script there is not",
      DRIFT,
      "npm run -s state-check",
      "npm run -s state-chekc",
      ["package.json has no script state-chekc"],
    ],
    ["that lets packages run their scripts", ACTION, "npm ci --ignore-scripts", "npm ci", [SCRIPTS]],
    ["that lets packages run their scripts, in short", ACTION, "npm ci --ignore-scripts", "npm i", [SCRIPTS]],
    [
      "that leaves a token on the disk",
      DRIFT,
      "          persist-credentials: false",
      "          fetch-depth: 1",
      ["checkout leaves its token on the disk; set persist-credentials to false"],
    ],
    [
      "whose pipes hide failures",
      CHECK,
      "    shell: bash",
      "    shell: sh",
      ["set defaults.run.shell to bash, which then stops at a broken pipe"],
    ],
    ["whose action names no shell", ACTION, "shell: bash", "shell: sh", ["set shell to bash"]],
    [
      "that installs packages where there are credentials",
      ACTION,
      "    - uses: actions/setup-node@",
      "    - uses: google-github-actions/auth@7c6bc770dae815cd3e89ee6cdf493a5fab2cc093 # v3.0.0\n    - uses: actions/setup-node@",
      ["packages are installed before there are credentials"],
    ],
    [
      "that is about a stack there is not",
      CHECK,
      "stack: [dev, prod]",
      "stack: [dev, staging]",
      ["job plan is about staging, and there is no Pulumi.staging.yaml"],
    ],
    [
      "whose included stack there is not",
      DRIFT,
      "- stack: prod",
      "- stack: production",
      ["job drift is about production, and there is no Pulumi.production.yaml"],
    ],
    [
      "that calls another for a stack there is not",
      DEPLOY,
      "      stack: dev",
      "      stack: development",
      ["job dev is about development, and there is no Pulumi.development.yaml"],
    ],
    [
      "whose job works on a stack there is not",
      DEPLOY,
      "STACK: prod",
      "STACK: production",
      ["job review is about production, and there is no Pulumi.production.yaml"],
    ],
    [
      "whose job may take for ever",
      CHECK,
      "    timeout-minutes: 15\n",
      "",
      ["job plan needs timeout-minutes of at most 60; GitHub itself waits six hours"],
    ],
    [
      "whose job outlives its credentials",
      STACK,
      "timeout-minutes: 60",
      "timeout-minutes: 61",
      ["job deploy needs timeout-minutes of at most 60; GitHub itself waits six hours"],
    ],
    [
      "whose job can run twice at once",
      STACK,
      `    concurrency:\n      group: deploy-\${{ inputs.stack }}\n      cancel-in-progress: false\n`,
      "",
      ["job deploy can run twice at once; give it or the workflow a concurrency group"],
    ],
    [
      "whose runner changes by itself",
      DRIFT,
      "ubuntu-24.04",
      "ubuntu-latest",
      ["job drift needs a runner of one version, such as ubuntu-24.04, not ubuntu-latest"],
    ],
  ];
  for (const [what, path, from, to, found] of mutations) {
    it(what, () => expect(problems(path, from, to)).to.deep.equal(found));
  }

  it("but not for speaking of secrets, nor for credentials in another job", () => {
    expect(problems(CHECK, "permissions:", "# No secrets: none.\npermissions:")).to.deep.equal([]);
    const login = "google-github-actions/auth@7c6bc770dae815cd3e89ee6cdf493a5fab2cc093 # v3.0.0";
    const goes = "actions/setup-go@b7ad1dad31e06c5925ef5d2fc7ad053ef454303e # v7.0.0";
    expect(problems(CHECK, goes, login)).to.deep.equal([]);
  });

  it("with the file and the line of the mistake", () => {
    const file = new WorkflowFile(CHECK, (shipped.get(CHECK) ?? "").replace("--ignore-scripts", ""));
    const line = file.text.split("\n").findIndex((text) => text.includes("run: npm ci")) + 1;
    expect(houseProblems(file, surroundings())).to.deep.equal([
      `${CHECK}:${line}: packages are installed with --ignore-scripts here`,
    ]);
  });
});
