import { inspect } from "node:util";
import { expect } from "chai";
import { type SignedFetchOptions, signedFetch } from "../../../functions/lib/signed-fetch";
import { type Answer, type Loopback, rejection, whileServing } from "../support/loopback";
import { verifySignature } from "../support/verify-sigv4";

const SECRETS = {
  accessKeyId: "ASIASEEDEDKEYID",
  secretAccessKey: "seededSecretKey",
  sessionToken: "seededSessionToken",
};

const OK: Answer = { status: 200, body: { took: 1 } };
const BUSY: Answer = { status: 503, body: "busy" };

/** A fetch whose waits are recorded and take no time; a wait is as long as it can be. */
function patientFetch(more: Partial<SignedFetchOptions> = {}) {
  const waits: number[] = [];
  const pause = async (milliseconds: number) => {
    waits.push(milliseconds);
  };
  const credentials = async () => SECRETS;
  const options = { service: "es", region: "ap-northeast-1", credentials, random: () => 1, pause, ...more };
  return { fetch: signedFetch(options), waits };
}

const statusesAfter = (answers: Answer[], method: string, retry?: boolean) =>
  whileServing(answers, async ({ origin, received }) => {
    const { fetch } = patientFetch();
    const { status } = await fetch(`${origin}/index/_doc/1`, { method, retry });
    return [status, received.length];
  });

describe("a signed fetch", () => {
  it("sends a request whose signature the other side can recompute, credentials, body and content type included", async () => {
    await whileServing([OK], async ({ origin, received }) => {
      const { fetch } = patientFetch();
      const url = `${origin}/orders-2026.11,orders/_search?q=a+b&sort=at%3Adesc`;
      const answer = await fetch(url, { body: '{"size":1}', headers: { "Content-Type": "application/json" } });
      expect(await answer.json()).to.deep.equal({ took: 1 });
      const [request] = received;
      if (request === undefined) throw new Error("nothing was received");
      const seen = { ...request, url: origin + request.path };
      const signed = verifySignature(seen, (id) => (id === SECRETS.accessKeyId ? SECRETS.secretAccessKey : undefined));
      expect(request.method).to.equal("POST");
      expect(signed.service).to.equal("es");
      expect(signed.region).to.equal("ap-northeast-1");
      expect(signed.signedHeaders).to.deep.equal(["content-type", "host", "x-amz-date", "x-amz-security-token"]);
    });
  });

  it("is verified as wrong when anything signed is changed on the way", async () => {
    await whileServing([OK], async ({ origin, received }) => {
      await patientFetch().fetch(`${origin}/_bulk`, {
        body: "{}\n",
        headers: { "content-type": "application/x-ndjson" },
      });
      const [request] = received;
      if (request === undefined) throw new Error("nothing was received");
      const seen = { ...request, url: origin + request.path };
      const changed = [
        { ...seen, body: "[]\n" },
        { ...seen, method: "PUT" },
        { ...seen, url: `${origin}/_delete` },
        { ...seen, url: `${seen.url}?refresh=true` },
        { ...seen, headers: { ...seen.headers, "content-type": "text/plain" } },
        { ...seen, headers: { ...seen.headers, "x-amz-security-token": "other" } },
        { ...seen, headers: { ...seen.headers, host: "other.example.com" } },
      ];
      const secret = () => SECRETS.secretAccessKey;
      for (const other of changed) expect(() => verifySignature(other, secret)).to.throw("does not match");
      expect(() => verifySignature(seen, secret)).to.not.throw();
    });
  });

  for (const status of [429, 502, 503, 504]) {
    it(`tries again after ${status}`, async () => {
      expect(await statusesAfter([{ status }, OK], "GET")).to.deep.equal([200, 2]);
    });
  }

  for (const status of [400, 403, 404, 409, 500, 501]) {
    it(`takes ${status} for an answer`, async () => {
      expect(await statusesAfter([{ status }, OK], "GET")).to.deep.equal([status, 1]);
    });
  }

  it("gives up after four tries, with the last answer", async () => {
    expect(await statusesAfter([BUSY], "HEAD")).to.deep.equal([503, 4]);
  });

  it("repeats only what is safe to repeat, unless told otherwise", async () => {
    for (const method of ["POST", "PUT", "DELETE", "PATCH"]) {
      expect(await statusesAfter([BUSY, OK], method), method).to.deep.equal([503, 1]);
      expect(await statusesAfter([BUSY, OK], method, true), method).to.deep.equal([200, 2]);
    }
    expect(await statusesAfter([BUSY, OK], "get", false)).to.deep.equal([503, 1]);
  });

  it("repeats a write that got no answer only when told to", async () => {
    await whileServing(["drop", OK], async ({ origin, received }) => {
      const { fetch } = patientFetch();
      const { message } = await rejection(fetch(`${origin}/_bulk`, { body: "{}" }));
      expect(message).to.match(/^POST http:\/\/127\.0\.0\.1:\d+\/_bulk: no connection \(UND_ERR_SOCKET\) \(one try\)$/);
      expect(received.length).to.equal(1);
      expect((await fetch(`${origin}/_bulk`, { body: "{}", retry: true })).status).to.equal(200);
    });
  });

  it("signs every try anew, with the credentials of that moment", async () => {
    const handed: string[] = [];
    const credentials = async () => {
      handed.push(`ASIA${handed.length + 1}`);
      return { ...SECRETS, accessKeyId: handed.at(-1) ?? "" };
    };
    await whileServing([BUSY, OK], async ({ origin, received }) => {
      await patientFetch({ credentials }).fetch(origin);
      const used = received.map(({ headers }) => /Credential=(\w+)/.exec(headers.authorization ?? "")?.[1]);
      expect(used).to.deep.equal(["ASIA1", "ASIA2"]);
    });
  });

  it("waits longer from try to try, at random, and never longer than its bound", async () => {
    await whileServing([BUSY], async ({ origin }) => {
      const longest = patientFetch({ attempts: 8 });
      await longest.fetch(origin);
      expect(longest.waits).to.deep.equal([200, 400, 800, 1600, 3200, 5000, 5000]);
      const half = patientFetch({ random: () => 0.5 });
      await half.fetch(origin);
      expect(half.waits).to.deep.equal([100, 200, 400]);
    });
  });

  it("waits as long as it is asked to, within its bound", async () => {
    const asked = (seconds: string) => ({ status: 429, headers: { "retry-after": seconds } });
    await whileServing([asked("2"), asked("600"), asked("soon"), OK], async ({ origin }) => {
      const { fetch, waits } = patientFetch();
      await fetch(origin);
      expect(waits).to.deep.equal([2000, 5000, 800]);
    });
  });

  it("really waits where no test replaces the pause", async () => {
    await whileServing([BUSY, OK], async ({ origin, received }) => {
      await patientFetch({ pause: undefined, baseDelayMs: 60 }).fetch(origin);
      const [first, second] = received;
      expect((second?.at ?? 0) - (first?.at ?? 0)).to.be.within(50, 2000);
    });
  });

  it("ends a try that takes too long, and tries again where that is safe", async () => {
    await whileServing(["hang", OK], async ({ origin }) => {
      expect((await patientFetch({ timeoutMs: 100 }).fetch(origin)).status).to.equal(200);
    });
    await whileServing(["hang"], async ({ origin }) => {
      const { message } = await rejection(patientFetch({ timeoutMs: 50 }).fetch(`${origin}/_search?q=seeded`));
      expect(message).to.equal(`GET ${origin}/_search: no answer within 50 ms (4 tries)`);
    });
  });

  it("lets go of an answer it does not use, so that its connection is free for the next try", async () => {
    const events: string[] = [];
    const answers = [
      new Response(new ReadableStream({ cancel: () => void events.push("let go") }), { status: 503 }),
      new Response("used"),
    ];
    const instead = async () => {
      events.push("sent");
      return answers.shift() ?? Response.error();
    };
    expect(await (await patientFetch({ fetch: instead }).fetch("https://search.example.com")).text()).to.equal("used");
    expect(events).to.deep.equal(["sent", "let go", "sent"]);
  });

  it("ends a body that stalls as well", async () => {
    await whileServing(["stall"], async ({ origin }) => {
      const answer = await patientFetch({ timeoutMs: 100 }).fetch(origin);
      expect((await rejection(answer.text())).name).to.equal("TimeoutError");
    });
  });

  it("stops at once when the caller does", async () => {
    const caller = new AbortController();
    const leave = (): Answer => {
      caller.abort(new Error("the caller left"));
      return "hang";
    };
    await whileServing(leave, async ({ origin, received }) => {
      const fetching = patientFetch().fetch(origin, { signal: caller.signal });
      expect((await rejection(fetching)).message).to.equal("the caller left");
      expect(received.length).to.equal(1);
    });
  });

  it("follows no redirect: the session token would go with it", async () => {
    const follow = async (elsewhere: Loopback) => {
      const moved: Answer = { status: 307, headers: { location: elsewhere.origin } };
      return whileServing([moved], async ({ origin }) => {
        const { message } = await rejection(patientFetch().fetch(origin));
        expect(message).to.equal(`GET ${origin}/: no answer (unexpected redirect) (4 tries)`);
        expect(elsewhere.received).to.deep.equal([]);
      });
    };
    await whileServing([OK], follow);
  });

  it("says nothing of the request in an error but method and address", async () => {
    const nobody = await whileServing([OK], async ({ origin }) => origin);
    const headers = { "x-opaque-id": "seededHeader" };
    const { fetch } = patientFetch();
    const error = await rejection(fetch(`${nobody}/_search?q=seededQuery`, { body: "seededBody", headers }));
    expect(error.message).to.equal(`POST ${nobody}/_search: no connection (ECONNREFUSED) (one try)`);
    expect(inspect(error, { depth: 10, showHidden: true })).to.not.match(/seeded/i);
  });
});
