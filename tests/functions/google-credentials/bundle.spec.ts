import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { bundleAll } from "../../../components/compute/function-code";
import { projectRoot } from "../../../plan/project";
import { AUDIENCE, SCOPES, SERVICE_ACCOUNT, SESSION, withWorkload } from "../support/workload";

const HANDLER = `
import { googleAuthClient } from ${JSON.stringify(join(projectRoot, "functions/google-credentials"))};
const { endpoints } = JSON.parse(process.env.SETTINGS ?? "{}");
const client = googleAuthClient({
  audience: ${JSON.stringify(AUDIENCE)},
  serviceAccountEmail: ${JSON.stringify(SERVICE_ACCOUNT)},
  scopes: ${JSON.stringify(SCOPES)},
  endpoints,
});
export const handler = async () => typeof (await client.getAccessToken()).token;
`;

describe("the bridge in a function's bundle", () => {
  const root = mkdtempSync(join(tmpdir(), "kumiki-bundle-"));
  let bundle = "";

  before(() => {
    mkdirSync(join(root, "functions/call-google"), { recursive: true });
    writeFileSync(join(root, "functions/call-google/handler.ts"), HANDLER);
    bundle = join(root, bundleAll(root)["call-google"] ?? "");
  });

  after(() => rmSync(root, { recursive: true, force: true }));

  it("gets a token, and logs none of it even when Google's library is told to log everything (F21)", async () => {
    await withWorkload({}, async ({ google, options: { endpoints } }) => {
      const env = {
        AWS_REGION: "ap-northeast-1",
        AWS_ACCESS_KEY_ID: SESSION.accessKeyId,
        AWS_SECRET_ACCESS_KEY: SESSION.secretAccessKey,
        AWS_SESSION_TOKEN: SESSION.sessionToken,
        GOOGLE_SDK_NODE_LOGGING: "*",
        SETTINGS: JSON.stringify({ endpoints }),
      };
      const call = `require(${JSON.stringify(bundle)}).handler().then((type) => console.log("token:", type))`;
      const { stdout, stderr } = await promisify(execFile)(process.execPath, ["-e", call], { env, cwd: root });
      expect({ stdout, stderr }).to.deep.equal({ stdout: "token: string\n", stderr: "" });
      expect(google.tokens.length).to.equal(1);
    });
  });
});
