import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { ExecutableResponse } from "google-auth-library/build/src/auth/executable-response";
import { googleClient, predict } from "../../../functions/google-credentials/example";
import { projectRoot } from "../../../plan/project";
import { whileServing } from "../support/loopback";
import { AUDIENCE, SERVICE_ACCOUNT, SESSION, withWorkload } from "../support/workload";

const read = (name: string) => readFileSync(join(projectRoot, "functions/google-credentials", name), "utf8");

describe("the README of the bridge", () => {
  it("shows the example as it is compiled and tested", () => {
    expect(read("README.md")).to.contain(`\`\`\`ts\n${read("example.ts")}\`\`\`\n`);
  });

  it("shows how a client is made from a task's environment", () => {
    const environment = {
      AWS_REGION: "ap-northeast-1",
      GOOGLE_AUDIENCE: AUDIENCE,
      GOOGLE_SERVICE_ACCOUNT: SERVICE_ACCOUNT,
    };
    expect(googleClient(environment).universeDomain).to.equal("googleapis.com");
    expect(() => googleClient({ ...environment, GOOGLE_AUDIENCE: undefined })).to.throw('- audience is ""');
    expect(() => googleClient({ ...environment, GOOGLE_SERVICE_ACCOUNT: undefined })).to.throw(
      '- serviceAccountEmail is ""',
    );
  });

  it("shows how a prediction is asked for (F10)", async () => {
    await withWorkload({}, async ({ client, google }) => {
      await whileServing([{ status: 200, body: { predictions: [0.5] } }], async ({ origin, received }) => {
        const path = "/v1/projects/kumiki-prod/locations/asia-northeast1/endpoints/7";
        expect(await predict(client, origin + path, [{ x: 1 }])).to.deep.equal({ predictions: [0.5] });
        const seen = received.map(({ method, path: asked, body, headers }) => ({
          ...{ method, asked, body, authorization: headers.authorization },
        }));
        expect(seen).to.deep.equal([
          {
            method: "POST",
            asked: `${path}:predict`,
            body: '{"instances":[{"x":1}]}',
            authorization: `Bearer ${google.tokens[0]}`,
          },
        ]);
      });
    });
  });

  it("counts right how long the names of roles may be", () => {
    const around = Buffer.byteLength("arn:aws:sts::210987654321:assumed-role/");
    const session = SESSION.arn.split("/").at(-1) ?? "";
    expect([around, 1, session.length, 127 - around - 1 - session.length]).to.deep.equal([39, 1, 32, 55]);
    expect(127 - around - 1).to.equal(87);
  });

  it("is right that an executable cannot hand over a signed AWS request", () => {
    const response = {
      ...{ version: 1, success: true, id_token: "%7B%7D", expiration_time: 4_102_444_800 },
      token_type: "urn:ietf:params:aws:token-type:aws4_request",
    };
    expect(() => new ExecutableResponse(response)).to.throw(
      "it must be one of urn:ietf:params:oauth:token-type:id_token",
    );
  });
});
