import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { BootstrapRun, type BootstrapRunArgs } from "../../../components/operations/bootstrap-run";
import type { ResourceNode } from "../../../plan/graph";
import { DATABASE, SEARCH } from "../../functions/bootstrap/fixture";
import { register, registerError } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";

const INVOCATION = "aws:lambda/invocation:Invocation";
const REQUEST = { search: SEARCH, database: DATABASE };

async function invocation(overrides: Partial<BootstrapRunArgs> = {}): Promise<ResourceNode> {
  const graph = await register(build(overrides));
  expectWellFormed(graph);
  return graph.one(INVOCATION);
}

function build(overrides: Partial<BootstrapRunArgs> = {}): () => BootstrapRun {
  const args = { functionName: "kumiki-dev-bootstrap", codeSha256: "ab", request: REQUEST, ...overrides };
  return () => new BootstrapRun("kumiki", args);
}

describe("BootstrapRun", () => {
  it("calls the function with the request when it is created, and never when it is deleted (4.3-1)", async () => {
    const { functionName, input, lifecycleScope, triggers, region, ...rest } = (
      await invocation({ region: "ap-northeast-3" })
    ).inputs;
    expect({ functionName, lifecycleScope, region }).to.deep.equal({
      functionName: "kumiki-dev-bootstrap",
      lifecycleScope: "CREATE_ONLY",
      region: "ap-northeast-3",
    });
    expect(JSON.parse(String(input))).to.deep.equal(REQUEST);
    expect(triggers).to.have.keys("code", "request");
    expect(rest).to.deep.equal({});
  });

  it("is replaced, and so calls again, when request or code changes, and only then", async () => {
    const triggers = async (overrides: Partial<BootstrapRunArgs> = {}) => (await invocation(overrides)).inputs.triggers;
    const before = await triggers();
    expect(before).to.include({ code: "ab" });
    expect(await triggers({ request: pulumi.output(REQUEST) })).to.deep.equal(before);
    expect(await triggers({ codeSha256: "cd" })).to.deep.equal({ ...Object(before), code: "cd" });
    const changed = await triggers({ request: { ...REQUEST, database: { ...DATABASE, extensions: [] } } });
    expect(changed).to.include({ code: "ab" }).and.not.deep.equal(before);
  });

  it("waits for what its request speaks of", async () => {
    const graph = await register(() => {
      const other = new lambda.Invocation("other", { functionName: "f", input: "{}" });
      const request = other.id.apply(() => REQUEST);
      new BootstrapRun("kumiki", { functionName: "kumiki-dev-bootstrap", codeSha256: "ab", request });
    });
    const run = graph.ofType(INVOCATION).find(({ name }) => name === "kumiki-run");
    const other = graph.ofType(INVOCATION).find(({ name }) => name === "other");
    expect(run?.propertyDependencies.input).to.deep.equal([other?.urn]);
  });

  it("gives what became of each item", async () => {
    const graph = await register(build());
    expect(graph.one("kumiki:operations:BootstrapRun").outputs).to.deep.equal({ result: { items: [] } });
  });

  it("refuses a request that could not be carried out, before anything is deployed", async () => {
    const request = {
      search: { ...SEARCH, endpoint: "https://domain" },
      database: { ...DATABASE, schema: "public", users: [{ name: "app_rw", role: "app_rw" as const }] },
    };
    const { message } = await registerError(build({ request }));
    expect(message.slice(message.indexOf("The request"))).to.equal(
      "The request of the bootstrap cannot be carried out:\n" +
        '  - search.endpoint must be a host name without scheme, got "https://domain".\n' +
        '  - database.schema must be a schema of its own, got "public", which is PostgreSQL\'s.\n' +
        "  - each name in database.users must not be one of app_ro, app_rw, migrator, public, none, rds_iam or begin with " +
        'pg_ or rds, got "app_rw".',
    );
  });
});
