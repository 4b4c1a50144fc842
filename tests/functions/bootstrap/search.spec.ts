// Against a stand-in that answers as the sources of OpenSearch 3 and its plugins say; a real domain decides what it takes.
import { expect } from "chai";
import { type Loopback, serve } from "../support/loopback";
import { outcomes, setUpDomain } from "./fixture";
import { OpenSearch } from "./opensearch";

const ROLES = "/_plugins/_security/api/roles";
const MAPPINGS = "/_plugins/_security/api/rolesmapping";
const POLICY = "/_plugins/_ism/policies/logs";
const TEMPLATE = "/_index_template/logs";

const EVERY_ITEM = [
  'role "logs-writer"',
  'role "app"',
  'holders of role "logs-writer"',
  'holders of role "app"',
  "audit configuration",
  'ingest pipeline "stamp"',
  'retention policy "logs"',
  'retention policy "traces"',
  'index template "logs"',
];

describe("the bootstrap of a domain", () => {
  let domain: OpenSearch;
  let server: Loopback;

  beforeEach(async () => {
    domain = new OpenSearch();
    server = await serve(domain.answer);
  });
  afterEach(() => server.close());

  const run = () => setUpDomain(server.origin);

  /** Changes what there is, as somebody with a console might. */
  function drift(path: string, change: (text: string) => string): void {
    const before = JSON.stringify(domain.stored.get(path));
    const after = change(before);
    if (after === before) throw new Error(`nothing to change in ${before}`);
    domain.stored.set(path, JSON.parse(after));
  }

  it("creates everything in the order in which one thing needs another", async () => {
    const results = await run();
    expect(results.map(({ item }) => item)).to.deep.equal(EVERY_ITEM);
    expect(outcomes(results).updated).to.deep.equal(["audit configuration"]);
    expect(domain.writes).to.deep.equal([
      `PUT ${ROLES}/logs-writer`,
      `PUT ${ROLES}/app`,
      `PUT ${MAPPINGS}/logs-writer`,
      `PUT ${MAPPINGS}/app`,
      "PUT /_plugins/_security/api/audit/config",
      "PUT /_ingest/pipeline/stamp",
      `PUT ${POLICY}`,
      "PUT /_plugins/_ism/policies/traces",
      `PUT ${TEMPLATE}`,
    ]);
  });

  it("signs every request for the service", async () => {
    await run();
    const signed = server.received.map(({ headers }) =>
      /Credential=AKIDEXAMPLE\/\d{8}\/ap-northeast-1\/es\//.test(`${headers.authorization}`),
    );
    expect(signed).to.deep.equal(signed.map(() => true));
    expect(signed).to.have.length(2 * EVERY_ITEM.length);
  });

  it("sends roles that hold nothing but what is asked for, and are held by nobody else", async () => {
    await run();
    const sent = server.received.filter(({ method, path }) => method === "PUT" && path.endsWith("/logs-writer"));
    expect(sent.map(({ body }) => JSON.parse(body))).to.deep.equal([
      {
        cluster_permissions: ["cluster_monitor", "indices:data/write/bulk"],
        index_permissions: [{ index_patterns: ["logs-*"], allowed_actions: ["create_index", "write"] }],
        tenant_permissions: [],
      },
      {
        backend_roles: ["arn:aws:iam::123456789012:role/kumiki-dev-index", "engineers"],
        and_backend_roles: [],
        hosts: [],
        users: [],
      },
    ]);
  });

  it("writes nothing on a second run", async () => {
    await run();
    domain.writes.length = 0;
    expect(outcomes(await run())).to.deep.equal({ unchanged: EVERY_ITEM });
    expect(domain.writes).to.deep.equal([]);
  });

  it("leaves alone what the request does not speak of", async () => {
    await run();
    const { config } = domain.stored.get("/_plugins/_security/api/audit") ?? {};
    expect(config).to.deep.equal({
      enabled: true,
      audit: { enable_rest: true, log_request_body: false, exclude_sensitive_headers: true },
    });
    domain.stored.set(`${ROLES}/made-by-hand`, { "made-by-hand": {} });
    await run();
    expect(domain.stored.has(`${ROLES}/made-by-hand`)).to.equal(true);
  });

  const drifts: readonly [what: string, item: string, path: string, change: (text: string) => string][] = [
    ["a permission more", 'role "app"', `${ROLES}/app`, (text) => text.replace('"read"', '"read","write"')],
    [
      "a cluster permission",
      'role "app"',
      `${ROLES}/app`,
      (text) => text.replace('_permissions":[]', '_permissions":["*"]'),
    ],
    [
      "a tenant",
      'role "app"',
      `${ROLES}/app`,
      (text) => text.replace('tenant_permissions":[]', 'tenant_permissions":[{"a":1}]'),
    ],
    ["a wider pattern", 'role "app"', `${ROLES}/app`, (text) => text.replace("catalog-*", "*")],
    ["hidden documents", 'role "app"', `${ROLES}/app`, (text) => text.replace('"fls":[]', '"fls":[],"dls":"{}"')],
    ["hidden fields", 'role "app"', `${ROLES}/app`, (text) => text.replace('"fls":[]', '"fls":["~x"]')],
    [
      "masked fields",
      'role "app"',
      `${ROLES}/app`,
      (text) => text.replace('"masked_fields":[]', '"masked_fields":["x"]'),
    ],
    [
      "a holder more",
      'holders of role "app"',
      `${MAPPINGS}/app`,
      (text) => text.replace('"users":[]', '"users":["*"]'),
    ],
    ["a host", 'holders of role "app"', `${MAPPINGS}/app`, (text) => text.replace('"hosts":[]', '"hosts":["*"]')],
    [
      "a pair",
      'holders of role "app"',
      `${MAPPINGS}/app`,
      (text) => text.replace('"and_backend_roles":[]', '"and_backend_roles":[["x"]]'),
    ],
    ["another holder", 'holders of role "app"', `${MAPPINGS}/app`, (text) => text.replace("kumiki-dev-app", "other")],
    [
      "auditing off",
      "audit configuration",
      "/_plugins/_security/api/audit",
      (text) => text.replace('"enabled":true', '"enabled":false'),
    ],
    ["another step", 'ingest pipeline "stamp"', "/_ingest/pipeline/stamp", (text) => text.replace('"at"', '"when"')],
    ["a longer life", 'retention policy "logs"', POLICY, (text) => text.replace('"30d"', '"300d"')],
    ["more tries", 'retention policy "logs"', POLICY, (text) => text.replace('"count":3', '"count":9')],
    [
      "a copied alias",
      'retention policy "logs"',
      POLICY,
      (text) => text.replace('"copy_alias":false', '"copy_alias":true'),
    ],
    ["another priority", 'retention policy "logs"', POLICY, (text) => text.replace('"priority":100', '"priority":0')],
    [
      "a message",
      'retention policy "logs"',
      POLICY,
      (text) => text.replace('"error_notification":null', '"error_notification":{"a":1}'),
    ],
    [
      "more shards",
      'index template "logs"',
      TEMPLATE,
      (text) => text.replace('"number_of_shards":"1"', '"number_of_shards":"5"'),
    ],
    ["another mapping", 'index template "logs"', TEMPLATE, (text) => text.replace('"date"', '"text"')],
    [
      "an alias",
      'index template "logs"',
      TEMPLATE,
      (text) => text.replace('"settings"', '"aliases":{"a":{}},"settings"'),
    ],
    [
      "a component",
      'index template "logs"',
      TEMPLATE,
      (text) => text.replace('"composed_of":[]', '"composed_of":["x"]'),
    ],
    [
      "a data stream",
      'index template "logs"',
      TEMPLATE,
      (text) => text.replace('"composed_of"', '"data_stream":{},"composed_of"'),
    ],
  ];
  for (const [what, item, path, change] of drifts) {
    it(`repairs ${item} with ${what}, and nothing else`, async () => {
      await run();
      const before = domain.stored.get(path);
      drift(path, change);
      domain.writes.length = 0;
      expect(outcomes(await run()).updated).to.deep.equal([item]);
      expect(domain.writes).to.have.length(1);
      expect({ ...domain.stored.get(path), _seq_no: 0 }).to.deep.equal({ ...before, _seq_no: 0 });
    });
  }

  it("changes a policy only where it is still the one that was read", async () => {
    await run();
    drift(POLICY, (text) => text.replace('"30d"', '"300d"'));
    domain.writes.length = 0;
    await run();
    expect(domain.writes).to.deep.equal([`PUT ${POLICY}?if_primary_term=1&if_seq_no=1`]);
  });
});
