import { expect } from "chai";
import { type Answer, type Loopback, type Received, rejection, serve } from "../support/loopback";
import { clock, outcomes, SEARCH, setUpDomain } from "./fixture";
import { OpenSearch } from "./opensearch";

const NOT_INITIALIZED: Answer = { status: 503, body: "OpenSearch Security not initialized." };
const ROLE = "/_plugins/_security/api/roles/logs-writer";
const MASTER =
  "The function's role must be the domain's master user and may need a permission for this path; what the plugin calls " +
  "reserved or static cannot be changed, so give it another name.";

describe("the bootstrap of a domain that fails", () => {
  let domain: OpenSearch;
  let server: Loopback;
  /** Answers in place of the domain. */
  let intervene: (request: Received) => Answer | undefined;

  beforeEach(async () => {
    domain = new OpenSearch();
    intervene = () => undefined;
    server = await serve((request) => intervene(request) ?? domain.answer(request));
  });
  afterEach(() => server.close());

  /** Answers this way, so many times, where the request matches. */
  function answer(times: number, answers: Answer, matches: (request: Received) => boolean = () => true): void {
    let left = times;
    intervene = (request) => {
      if (left === 0 || !matches(request)) return undefined;
      left -= 1;
      return answers;
    };
  }

  const writes = (path: string) => (request: Received) => request.method === "PUT" && request.path.startsWith(path);

  it("waits for a new domain whose security plugin is not ready", async () => {
    answer(3, NOT_INITIALIZED);
    const time = clock();
    expect(outcomes(await setUpDomain(server.origin, SEARCH, time)).created).to.include('role "logs-writer"');
    expect(time.pauses).to.deep.equal([1000, 2000, 4000]);
  });

  it("gives up on a domain that does not become ready within two minutes", async () => {
    answer(Infinity, NOT_INITIALIZED);
    const time = clock();
    const { message } = await rejection(setUpDomain(server.origin, SEARCH, time));
    expect(message).to.equal(
      `role "logs-writer": GET ${ROLE} was answered 503: OpenSearch Security not initialized. Run the bootstrap again. ` +
        "Waited 115 s for the domain to be ready.",
    );
    expect(time.now()).to.equal(115_000);
  });

  it("gives up earlier where the time of the run ends earlier", async () => {
    answer(Infinity, NOT_INITIALIZED);
    const { message } = await rejection(setUpDomain(server.origin, SEARCH, clock(10)));
    expect(message).to.contain("Waited 7 s for the domain to be ready.");
  });

  it("waits for a domain nobody answers for, and says where the way may end", async () => {
    await server.close();
    const { message } = await rejection(setUpDomain(server.origin, SEARCH, clock(5)));
    expect(message).to.equal(
      `role "logs-writer": GET ${server.origin}${ROLE}: no connection (ECONNREFUSED) (one try). ` +
        "See whether the function's security group leads to the domain. Waited 3 s for the domain to be ready.",
    );
  });

  it("stops when its time is up, whatever is under way", async function () {
    this.timeout(5_000); // less than one request may take
    intervene = () => "hang";
    const time = { ...clock(), signal: AbortSignal.timeout(50) };
    const { message } = await rejection(setUpDomain(server.origin, SEARCH, time));
    expect(message).to.equal('role "logs-writer": The time of the run was used up.');
  });

  for (const [what, status, body, reason, seconds, advice] of [
    [
      "a role the domain does not know",
      403,
      { error: { root_cause: [], type: "security_exception", reason: "no permissions for []" }, status: 403 },
      "no permissions for []",
      25,
      MASTER,
    ],
    [
      "a policy of IAM",
      403,
      { Message: "User: arn is not authorized to perform: es:ESHttpPut." },
      "User: arn is not authorized to perform: es:ESHttpPut",
      25,
      MASTER,
    ],
    [
      "a reserved role",
      403,
      { status: "FORBIDDEN", message: "Resource 'logs-writer' is reserved." },
      "Resource 'logs-writer' is reserved",
      25,
      MASTER,
    ],
    [
      "a signature",
      401,
      "",
      "no reason given",
      25,
      "Let the function's role use the domain, and sign for the domain's region.",
    ],
    [
      "a read-only property",
      409,
      { status: "CONFLICT", message: "Attempted to update read-only property." },
      "Attempted to update read-only property",
      15,
      "See who else writes it, or which read-only property the definition changes.",
    ],
    [
      "too many requests",
      429,
      "429 Too Many Requests /_plugins",
      "429 Too Many Requests /_plugins",
      55,
      "Run the bootstrap again.",
    ],
  ] as const) {
    it(`says what to do after ${what} has refused it for some time`, async () => {
      answer(Infinity, { status, body }, writes(ROLE));
      const { message } = await rejection(setUpDomain(server.origin));
      expect(message.replace(/ Waited \d+ s .*$/, "")).to.equal(
        `role "logs-writer": PUT ${ROLE} was answered ${status}: ${reason}. ${advice}`,
      );
      expect(Number(/Waited (\d+) s/.exec(message)?.[1])).to.be.within(seconds - 10, seconds);
    });
  }

  it("does not repeat what was wrong, and says which keys were", async () => {
    const body = { status: "error", reason: "Invalid configuration", invalid_keys: { keys: "index_permision" } };
    answer(Infinity, { status: 400, body }, writes(ROLE));
    const { message } = await rejection(setUpDomain(server.origin));
    expect(message).to.equal(
      `role "logs-writer": PUT ${ROLE} was answered 400: Invalid configuration; invalid_keys: index_permision. ` +
        "Correct its definition in the request.",
    );
    expect(server.received.filter(writes(ROLE))).to.have.length(1);
  });

  for (const [what, body] of [
    ["a page", "<html>Welcome</html>"],
    ["a list", "[]"],
  ] as const) {
    it(`does not take ${what} for an answer`, async () => {
      answer(1, { status: 200, body });
      const { message } = await rejection(setUpDomain(server.origin));
      expect(message).to.equal(
        `role "logs-writer": GET ${ROLE} was answered 200: something that is not a JSON object. ` +
          "Check that search.endpoint is the domain's.",
      );
    });
  }

  it("reads again what somebody else was writing, and writes where that is still needed", async () => {
    answer(1, { status: 409, body: { error: { reason: "version conflict" } } }, writes("/_plugins/_ism"));
    expect(outcomes(await setUpDomain(server.origin)).created).to.include('retention policy "logs"');
    expect(server.received.filter(({ path }) => path === "/_plugins/_ism/policies/logs")).to.have.length(4);
  });

  it("reports what it wrote even where the answer was lost", async () => {
    let lost = false;
    intervene = (request) => {
      if (lost || !writes("/_index_template")(request)) return undefined;
      lost = true;
      domain.answer(request);
      return "drop";
    };
    expect(outcomes(await setUpDomain(server.origin)).created).to.include('index template "logs"');
    expect(domain.writes.filter((write) => write.includes("_index_template"))).to.have.length(1);
  });

  it("goes on after the item it failed at, once that is corrected", async () => {
    answer(
      1,
      { status: 400, body: { error: { type: "parse_exception", reason: "unknown processor" } } },
      writes("/_ingest"),
    );
    await rejection(setUpDomain(server.origin));
    expect(domain.writes).to.have.length(5);
    expect(outcomes(await setUpDomain(server.origin))).to.deep.equal({
      unchanged: [
        'role "logs-writer"',
        'role "app"',
        'holders of role "logs-writer"',
        'holders of role "app"',
        "audit configuration",
      ],
      created: [
        'ingest pipeline "stamp"',
        'retention policy "logs"',
        'retention policy "traces"',
        'index template "logs"',
      ],
    });
  });

  it("does not repeat in an error what it sent", async () => {
    answer(Infinity, { status: 400, body: { error: { reason: "x".repeat(1000) } } }, writes("/_ingest"));
    const { message } = await rejection(setUpDomain(server.origin));
    expect(message).not.to.contain("{{_x}}");
    expect(message).not.to.contain("Credential");
    expect(message).to.have.length.below(450);
  });
});
