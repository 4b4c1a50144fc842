import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { projectRoot } from "../../plan/project";
import { surroundings, workflowFiles } from "../../tools/workflows/house-rules";
import type { Job, WorkflowFile } from "../../tools/workflows/workflow-file";
import { STACKS } from "../support/stacks";

// What the workflows say about this project, held against the project, and what the documentation says about them.

const read = (path: string) => readFileSync(join(projectRoot, path), "utf8");
const page = read("docs/ci.md");
const files = new Map(workflowFiles().map((file) => [file.path.split("/").slice(-1).join(), file]));

function file(name: string): WorkflowFile {
  const found = files.get(name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
}

function job(name: string, its: string): Job {
  const found = file(name).content.jobs[its];
  if (found === undefined) throw new Error(`${name} has no job ${its}`);
  return found;
}

/** The values an action of a file is given under a name. */
function given(name: string, action: string, key: string): unknown[] {
  return file(name)
    .steps.filter(({ step }) => step.uses?.startsWith(`${action}@`))
    .map(({ step }) => step.with[key]);
}

describe("the workflows", () => {
  it("start on these events", () => {
    const triggers = [...files.values()].filter(({ isWorkflow }) => isWorkflow);
    expect(Object.fromEntries(triggers.map(({ path, triggers }) => [path.split("/").pop(), triggers]))).to.deep.equal({
      "check.yml": ["pull_request", "merge_group", "push"],
      "deploy-stack.yml": ["workflow_call"],
      "deploy.yml": ["push", "workflow_dispatch"],
      "drift.yml": ["schedule", "workflow_dispatch"],
      "preview.yml": ["pull_request"],
    });
  });

  it("push from main alone", () => {
    for (const name of ["check.yml", "deploy.yml"]) {
      expect(file(name).content.on).to.have.deep.property("push", { branches: ["main"] });
    }
  });

  it("give each job these rights", () => {
    const rights = [...files].flatMap(([name, { content }]) =>
      Object.entries(content.jobs).map(([its, { permissions }]) => [`${name} ${its}`, permissions]),
    );
    const credentials = { contents: "read", "id-token": "write" };
    expect(Object.fromEntries(rights)).to.deep.equal({
      "check.yml everything": undefined,
      "check.yml plan": undefined,
      "preview.yml preview": credentials,
      "preview.yml comment": { "pull-requests": "write" },
      "deploy.yml dev": credentials,
      "deploy.yml review": credentials,
      "deploy.yml prod": credentials,
      "deploy-stack.yml deploy": credentials,
      "drift.yml drift": { ...credentials, issues: "write" },
    });
  });

  it("deploy in an environment of the stack's name, and nowhere else", () => {
    const environments = [...files].flatMap(([name, { content }]) =>
      Object.entries(content.jobs).flatMap(([its, { environment }]) =>
        environment === undefined ? [] : [`${name} ${its}: ${environment}`],
      ),
    );
    expect(environments).to.deep.equal([`deploy-stack.yml deploy: \${{ inputs.stack }}`]);
  });

  it("go to prod only after dev and after the report, and do nothing until they are switched on", () => {
    expect(["dev", "review", "prod"].map((its) => job("deploy.yml", its).needs)).to.deep.equal([
      undefined,
      "dev",
      "review",
    ]);
    for (const [name, its] of [
      ["deploy.yml", "dev"],
      ["drift.yml", "drift"],
      ["preview.yml", "preview"],
    ] as const) {
      expect(job(name, its).if).to.match(/^vars\.DEPLOYMENT == 'on'(?: &&|$)/);
    }
  });

  it("preview what people of this repository wrote, and nothing else", () => {
    expect(job("preview.yml", "preview").if).to.equal(
      "vars.DEPLOYMENT == 'on' && github.event.pull_request.head.repo.full_name == github.repository && " +
        "github.event.pull_request.user.login != 'dependabot[bot]'",
    );
  });

  it("know every stack", () => {
    expect([...surroundings().stacks].sort()).to.deep.equal([...STACKS]);
    expect(job("check.yml", "plan").strategy?.matrix.stack).to.deep.equal(STACKS);
    for (const [name, its] of [
      ["preview.yml", "preview"],
      ["drift.yml", "drift"],
    ] as const) {
      expect(job(name, its).strategy?.matrix.include).to.deep.equal(STACKS.map(entryOf));
    }
    expect(file("preview.yml").text).to.include(`for stack in ${STACKS.join(" ")}; do`);
    expect(STACKS.map((stack) => job("deploy.yml", stack).with.stack)).to.deep.equal(STACKS);
  });

  it("use the region, the Pulumi, the Go and the Node of this project", () => {
    const regions = STACKS.map((stack) => parse(read(`Pulumi.${stack}.yaml`)).config["aws:region"]);
    expect(given("action.yml", "aws-actions/configure-aws-credentials", "aws-region")).to.deep.equal([regions[0]]);
    expect(regions[0]).to.equal(regions[1]);
    const [, pulumi] =
      /^\s*(?:require )?github\.com\/pulumi\/pulumi\/pkg\/v3 v(\S+)/m.exec(read("tools/engine/go.mod")) ?? [];
    expect(given("action.yml", "pulumi/actions", "pulumi-version")).to.deep.equal([pulumi]);
    const goVersion = (path: string) => /^go (\S+)$/m.exec(read(path))?.[1];
    expect(given("check.yml", "actions/setup-go", "go-version-file")).to.deep.equal(["tools/workflows/go.mod"]);
    expect(goVersion("tools/workflows/go.mod")).to.equal(goVersion("tools/engine/go.mod"));
    expect(given("check.yml", "actions/setup-node", "node-version-file")).to.deep.equal([
      ".node-version",
      ".node-version",
    ]);
    expect(read(".node-version")).to.match(/^20\.(19|2\d)\.\d+\n$/);
  });

  it("keep what is built from Go modules for as long as it is built from the same, which its name says as well", () => {
    const [tools] = given("check.yml", "actions/cache", "key");
    expect(tools).to.equal(
      `tools-\${{ runner.os }}-\${{ runner.arch }}-\${{ hashFiles('tools/*/go.mod', 'tools/*/go.sum') }}`,
    );
  });

  it("ask for credentials that live as long as the job, in the name of the run", () => {
    expect(given("action.yml", "aws-actions/configure-aws-credentials", "role-duration-seconds")).to.deep.equal([3600]);
    expect(given("action.yml", "aws-actions/configure-aws-credentials", "role-session-name")).to.deep.equal([
      `kumiki-\${{ github.run_id }}-\${{ github.run_attempt }}`,
    ]);
  });

  it("do not ask for JSON where policies are to speak", () => {
    const scripts = [...files.values()].flatMap(({ steps }) => steps.map(({ step }) => step.run ?? ""));
    const asking = scripts.filter((script) => script.includes("--policy-pack policies/all"));
    expect(asking).to.have.lengthOf(3);
    expect(asking.filter((script) => script.includes("--json"))).to.deep.equal([]);
  });

  it("name the issue after the stack, and the report after it too", () => {
    const issue = file("drift.yml").steps.find(({ step }) => step.name === "Open or close the issue")?.step;
    expect(issue).to.have.nested.property("env.TITLE", `Drift: \${{ matrix.stack }} is not what was deployed`);
    expect(given("preview.yml", "actions/upload-artifact", "path")).to.deep.equal([`\${{ matrix.stack }}.md`]);
  });
});

describe("docs/ci.md", () => {
  it("lists every variable the workflows read, and no other", () => {
    const read = [...files.values()].flatMap(({ text }) =>
      [...text.matchAll(/\bvars\.(\w+)/g)].map(([, name]) => name),
    );
    const listed = [...page.matchAll(/`([A-Z]+(?:_[A-Z]+)*)`/g)].map(([, name]) => name);
    expect([...new Set(listed)].sort()).to.deep.equal([...new Set(read)].sort());
  });

  it("names the subjects that the tokens of these jobs have, in the form of this repository", () => {
    const { github } = sections("dev");
    const [owner, name] = github.repository.split("/");
    const subject = `repo:${owner}@${github.ownerId}/${name}@${github.repositoryId}`;
    for (const end of ["pull_request", "ref:refs/heads/main", "environment:dev", "environment:prod"]) {
      expect(page).to.include(`\`${subject}:${end}\``);
    }
    expect(sections("prod").github).to.deep.equal(github);
  });

  it("names the checks a branch can require", () => {
    for (const stack of STACKS) expect(page).to.include(`\`Plan of ${stack}, without credentials\``);
    expect(page).to.include(`\`${job("check.yml", "everything").name}\``);
    expect(job("check.yml", "plan").name).to.equal(`Plan of \${{ matrix.stack }}, without credentials`);
  });
});

function entryOf(stack: string): object {
  const prefix = `vars.${stack.toUpperCase()}`;
  return {
    stack,
    "backend-url": `\${{ ${prefix}_PULUMI_BACKEND_URL }}`,
    "aws-role": `\${{ ${prefix}_AWS_PREVIEW_ROLE }}`,
    "gcp-provider": `\${{ ${prefix}_GCP_PROVIDER }}`,
    "gcp-account": `\${{ ${prefix}_GCP_PREVIEW_ACCOUNT }}`,
  };
}

function sections(stack: string): { github: { repository: string; ownerId: string; repositoryId: string } } {
  return { github: parse(read(`Pulumi.${stack}.yaml`)).config["kumiki:github"] };
}
