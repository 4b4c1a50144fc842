import { inspect } from "node:util";
import { expect } from "chai";
import { type AwsCredentialsOptions, awsCredentials } from "../../../functions/lib/aws-credentials";
import { AwsCredentialsError } from "../../../functions/lib/aws-credentials-error";
import { awsRegion } from "../../../functions/lib/aws-region";
import { type Answer, type Loopback, rejection, whileServing } from "../support/loopback";

const NOON = Date.parse("2026-11-26T12:00:00Z");
const MINUTE = 60_000;

/** What the endpoint of ECS answers, for credentials that end some minutes after noon. */
const role = (minutes: number, id = "1"): Answer => ({
  status: 200,
  body: {
    RoleArn: "arn:aws:iam::123456789012:role/task",
    AccessKeyId: `ASIASEEDED${id}`,
    SecretAccessKey: "seededSecret",
    Token: "seededToken",
    Expiration: new Date(NOON + minutes * MINUTE).toISOString(),
  },
});

/** A source that asks a loopback server; waits take no time, and the time is noon unless a test moves it. */
function sourceAt(server: Loopback, more: AwsCredentialsOptions = {}) {
  const clock = { now: NOON };
  const environment = { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${server.origin}/seededId`, ...more.environment };
  const source = awsCredentials({ pause: async () => {}, now: () => clock.now, timeoutMs: 500, ...more, environment });
  return { source, clock };
}

const failureAfter = (answers: readonly Answer[], more?: AwsCredentialsOptions) =>
  whileServing(answers, async (server) => {
    const error = await rejection(sourceAt(server, more).source());
    expect(error).to.be.instanceOf(AwsCredentialsError);
    expect(inspect(error, { depth: 10, showHidden: true })).to.not.match(/seeded/i);
    return {
      message: error.message.replace(server.origin.replace("http://", ""), "HOST"),
      tries: server.received.length,
    };
  });

describe("the AWS credentials of a task", () => {
  it("are asked for at its endpoint, with its token", async () => {
    await whileServing([role(360)], async (server) => {
      const { source } = sourceAt(server, { environment: { AWS_CONTAINER_AUTHORIZATION_TOKEN: "shown" } });
      expect(await source()).to.deep.equal({
        accessKeyId: "ASIASEEDED1",
        secretAccessKey: "seededSecret",
        sessionToken: "seededToken",
        expiresAt: new Date("2026-11-26T18:00:00Z"),
      });
      const seen = server.received.map(({ method, path, headers: { authorization, accept } }) => {
        return { method, path, authorization, accept };
      });
      expect(seen).to.deep.equal([
        { method: "GET", path: "/seededId", authorization: "shown", accept: "application/json" },
      ]);
    });
  });

  it("are asked for at ECS itself where the environment gives a path (1.1-7)", async () => {
    await whileServing([role(360)], async ({ origin, received }) => {
      const asked: string[] = [];
      const instead: typeof fetch = (url, init) => {
        asked.push(String(url));
        return fetch(new URL(new URL(String(url)).pathname, origin), init);
      };
      const environment = { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/v2/credentials/0a1b" };
      const source = awsCredentials({ environment, fetch: instead, now: () => NOON });
      expect((await source()).accessKeyId).to.equal("ASIASEEDED1");
      expect(asked).to.deep.equal(["http://169.254.170.2/v2/credentials/0a1b"]);
      expect(received.map(({ path }) => path)).to.deep.equal(["/v2/credentials/0a1b"]);
    });
  });

  it("are kept until five minutes before they end, and renewed then", async () => {
    await whileServing([role(60), role(120, "2")], async (server) => {
      const { source, clock } = sourceAt(server);
      const seen: string[] = [];
      for (const minute of [0, 30, 54.9, 55, 56, 114]) {
        clock.now = NOON + minute * MINUTE;
        seen.push((await source()).accessKeyId.slice(-1));
      }
      expect(seen.join("")).to.equal("111222");
      expect(server.received.length).to.equal(2);
    });
  });

  it("are asked for once by callers that come together", async () => {
    await whileServing([role(60), "drop"], async (server) => {
      const { source } = sourceAt(server);
      const all = await Promise.all([source(), source(), source()]);
      expect(new Set(all).size).to.equal(1);
      expect(server.received.length).to.equal(1);
    });
  });

  it("are handed out while they last when they cannot be renewed", async () => {
    await whileServing([role(60), { status: 404 }], async (server) => {
      const { source, clock } = sourceAt(server);
      await source();
      clock.now = NOON + 59.9 * MINUTE;
      expect((await source()).accessKeyId).to.equal("ASIASEEDED1");
      clock.now = NOON + 60 * MINUTE;
      expect((await rejection(source())).message).to.contain("answered 404");
    });
  });

  it("are had after a failure that passes", async () => {
    for (const passing of [{ status: 500 }, { status: 503 }, { status: 429 }, "drop", "hang"] as const) {
      await whileServing([passing, role(60)], async (server) => {
        expect((await sourceAt(server).source()).accessKeyId).to.equal("ASIASEEDED1");
      });
    }
  });

  it("can be had later where they could not be had at first", async () => {
    await whileServing([{ status: 404 }, role(60)], async (server) => {
      const { source } = sourceAt(server);
      await rejection(source());
      expect((await source()).accessKeyId).to.equal("ASIASEEDED1");
    });
  });
});

describe("the AWS credentials of a task, where there are none", () => {
  const where = "The endpoint of the container's credentials (HOST)";

  it("are asked for four times after 500, and once after 404", async () => {
    const advice = "Check that the task has a task role, and that its authorization token is current.";
    const says = { status: 500, body: "seeded" };
    expect(await failureAfter([says])).to.deep.equal({ message: `${where} answered 500. ${advice}`, tries: 4 });
    const missing = { status: 404, body: "seeded" };
    expect(await failureAfter([missing])).to.deep.equal({ message: `${where} answered 404. ${advice}`, tries: 1 });
  });

  it("are not waited for without end", async () => {
    const { message } = await failureAfter(["hang"], { timeoutMs: 40 });
    expect(message).to.equal(
      `${where} did not answer: no answer within 40 ms (4 tries). Check that the task has a task role.`,
    );
    const stalled = await failureAfter(["stall"], { timeoutMs: 100 });
    expect(stalled.message).to.equal(
      `${where} did not answer: the answer broke off, or took longer than 100 ms. Check that the task has a task role.`,
    );
  });

  it("are not taken from an answer that is something else", async () => {
    for (const body of ["<html>seeded</html>", "", "null", '"seeded"', "7"]) {
      expect((await failureAfter([{ status: 200, body }])).message, body).to.equal(
        `${where} answered with something that is not a JSON object. Check what listens there.`,
      );
    }
    const partial = { AccessKeyId: "seeded", SecretAccessKey: "", Token: 7 };
    expect((await failureAfter([{ status: 200, body: partial }])).message).to.equal(
      `${where} answered without SecretAccessKey, Token, Expiration. Check what listens there.`,
    );
    const whole = { AccessKeyId: "seeded", SecretAccessKey: "seeded", Token: "seeded" };
    expect((await failureAfter([{ status: 200, body: { ...whole, Expiration: "seeded" } }])).message).to.equal(
      `${where} answered with an Expiration that is not a date. Check what listens there.`,
    );
    const broken = { ...whole, Token: "seeded\nseeded", Expiration: "2026-11-26T18:00:00Z" };
    expect((await failureAfter([{ status: 200, body: broken }])).message).to.equal(
      "The AWS credentials of the endpoint of the container's credentials hold a blank, a line break or another " +
        "character no key has. Have them set anew.",
    );
  });

  it("are not used when they have ended already", async () => {
    expect((await failureAfter([role(0)])).message).to.equal(
      "The credentials handed out ended at 2026-11-26T12:00:00.000Z. Check the clock of this machine and what hands them out.",
    );
  });

  it("are not asked for at an address that is not safe", async () => {
    const environment = { AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://credentials.example.com/role" };
    const { message, tries } = await failureAfter([role(60)], { environment });
    expect(message).to.contain("leads to http://credentials.example.com, which is not asked");
    expect(tries).to.equal(0);
  });

  it("are missed with what to do", async () => {
    expect((await rejection(awsCredentials({ environment: {} })())).message).to.equal(
      "There are no AWS credentials: neither AWS_ACCESS_KEY_ID nor AWS_CONTAINER_CREDENTIALS_RELATIVE_URI nor " +
        "AWS_CONTAINER_CREDENTIALS_FULL_URI is set. Give the task definition a task role; a function has them by itself.",
    );
  });
});

describe("the AWS credentials of a function", () => {
  const lambda = { AWS_ACCESS_KEY_ID: "ASIAFUNCTION", AWS_SECRET_ACCESS_KEY: "secret", AWS_SESSION_TOKEN: "token" };

  it("are those of its environment, and no endpoint is asked", async () => {
    await whileServing([role(60)], async (server) => {
      const { source } = sourceAt(server, { environment: lambda });
      expect(await source()).to.deep.equal({
        accessKeyId: "ASIAFUNCTION",
        secretAccessKey: "secret",
        sessionToken: "token",
      });
      expect(server.received).to.deep.equal([]);
    });
  });

  it("are those of the process unless another environment is given", async () => {
    const before = Object.keys(lambda).map((name) => [name, process.env[name]] as const);
    Object.assign(process.env, lambda);
    try {
      expect((await awsCredentials()()).accessKeyId).to.equal("ASIAFUNCTION");
    } finally {
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    }
  });

  it("are never keys that do not end", async () => {
    const { AWS_SESSION_TOKEN: _, ...key } = lambda;
    const advice =
      "Remove them and give the workload a role: keys without a session token never end, and are not used here.";
    expect((await rejection(awsCredentials({ environment: key })())).message).to.equal(
      `The environment holds AWS credentials without AWS_SESSION_TOKEN. ${advice}`,
    );
    const token = { AWS_SESSION_TOKEN: "token", AWS_ACCESS_KEY_ID: "" };
    expect((await rejection(awsCredentials({ environment: token })())).message).to.equal(
      `The environment holds AWS credentials without AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY. ${advice}`,
    );
  });

  it("are refused, and not shown, where they cannot be sent", async () => {
    const environment = { ...lambda, AWS_SESSION_TOKEN: "seeded\nseeded" };
    expect((await rejection(awsCredentials({ environment })())).message).to.equal(
      "The AWS credentials of the environment hold a blank, a line break or another character no key has. Have them set anew.",
    );
  });
});

describe("the region of a workload", () => {
  it("is that of its environment", () => {
    expect(awsRegion({ AWS_REGION: "ap-northeast-1", AWS_DEFAULT_REGION: "us-east-1" })).to.equal("ap-northeast-1");
    expect(awsRegion({ AWS_REGION: "", AWS_DEFAULT_REGION: "us-east-1" })).to.equal("us-east-1");
  });

  it("is missed with what to do", () => {
    expect(() => awsRegion({})).to.throw(
      "Neither AWS_REGION nor AWS_DEFAULT_REGION is set. Set the first one, or name the region in the program.",
    );
  });
});
