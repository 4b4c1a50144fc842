// What the platform asks of its domain, carried out by the bootstrap: the two sides are written apart.
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { platformSearchContent } from "../../../components/data/platform-search";
import { platformSearchClients } from "../../../components/data/platform-search-clients";
import { searchRoles } from "../../../components/data/search-roles";
import { searchGrants } from "../../../components/operations/bootstrap-grants";
import type { SearchSettings } from "../../../functions/bootstrap/request";
import { checkRequest } from "../../../functions/bootstrap/request-checks";
import { type Loopback, serve } from "../support/loopback";
import { outcomes, setUpDomain } from "./fixture";
import { OpenSearch } from "./opensearch";

const DOMAIN_ARN = "arn:aws:es:ap-northeast-1:123456789012:domain/kumiki-dev-search";
const roleArn = (name: string) => `arn:aws:iam::123456789012:role/kumiki-dev-${name}`;

/** Everything the platform can ask for. */
async function settings(): Promise<SearchSettings> {
  const clients = platformSearchClients({
    application: [roleArn("app-task")],
    indexer: [roleArn("indexer")],
    extract: [roleArn("extract")],
    tracing: [roleArn("jaeger-task")],
    dashboards: [roleArn("grafana")],
    peopleGroups: ["engineers"],
  });
  const endpoint = "vpc-kumiki-dev-search-0a1b2c3d.ap-northeast-1.es.amazonaws.com";
  return { endpoint, roles: await value(searchRoles(clients)), ...platformSearchContent({ replicas: 2, logDays: 30 }) };
}

function value<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve));
}

/** The paths an ARN of the domain's grants covers. */
function pathPattern(arn: string): RegExp {
  return new RegExp(`^${arn.slice(DOMAIN_ARN.length).replaceAll("*", ".*")}$`);
}

describe("the platform's settings of its domain", () => {
  let domain: OpenSearch;
  let server: Loopback;

  beforeEach(async () => {
    domain = new OpenSearch();
    server = await serve(domain.answer);
  });
  afterEach(() => server.close());

  it("are a request the bootstrap takes (2.2-2, 4.3-1, F23)", async () => {
    const search = await settings();
    expect(() => checkRequest({ search })).not.to.throw();
  });

  it("are brought about once, and found unchanged by every later run (2.2-2, 4.3-1)", async () => {
    const search = await settings();
    const items = [
      ...search.roles.map(({ name }) => `role "${name}"`),
      ...search.roles.map(({ name }) => `holders of role "${name}"`),
      "audit configuration",
      'ingest pipeline "arrival"',
      'retention policy "logs"',
      'retention policy "traces"',
      'index template "documents"',
      'index template "logs"',
    ];
    await setUpDomain(server.origin, search);
    expect(domain.writes).to.have.length(items.length);
    expect(outcomes(await setUpDomain(server.origin, search))).to.deep.equal({ unchanged: items });
    expect(domain.writes).to.have.length(items.length);
  });

  it("need no call that the bootstrap's role is not granted (2.2-1, F23)", async () => {
    await setUpDomain(server.origin, await settings());
    const grants = searchGrants({ domainArn: DOMAIN_ARN });
    const actions = grants.flatMap((grant) => grant.actions);
    const granted = (await value(pulumi.all(grants.flatMap(({ resources }) => [...resources])))).map(pathPattern);
    const refused = server.received.filter(({ method, path }) => {
      const action = `es:ESHttp${method.charAt(0)}${method.slice(1).toLowerCase()}`;
      return !actions.includes(action) || !granted.some((pattern) => pattern.test(path.split("?")[0] ?? ""));
    });
    expect(refused.map(({ method, path }) => `${method} ${path}`)).to.deep.equal([]);
    expect(server.received.length).to.be.greaterThan(20);
  });
});
