// Proves that secrets stay marked and out of messages; how the engine encrypts them is its own affair.
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { parseConfig } from "../../config/load";
import {
  messagesOf,
  minimal,
  operatorLogin,
  PAGER_DUTY,
  problemsOf,
  production,
  sourceOf,
  withValue,
} from "./fixtures";

const CANARY = "correct-horse-battery-staple";

async function contentOf(output: pulumi.Output<string> | undefined): Promise<[string, boolean]> {
  if (output === undefined) throw new Error("The secret is not set.");
  const value = await new Promise<string>((resolve) => output.apply(resolve));
  return [value, await pulumi.isSecret(output)];
}

describe("secrets in configuration", () => {
  it("arrive as secret outputs", async () => {
    const config = parseConfig(sourceOf({ ...production(), ...operatorLogin() }));
    expect(await contentOf(config.pagerDutyEndpoint)).to.deep.equal([PAGER_DUTY, true]);
    expect(await contentOf(config.opsOidcClientSecret)).to.deep.equal(["client-secret", true]);
  });

  it("are refused as plain text, both of them at once", () => {
    const raw = { ...production(), ...operatorLogin() };
    expect(messagesOf(raw, { secretNames: [] })).to.deep.equal([
      '"pagerDutyEndpoint" must be a secret: pulumi config set --secret pagerDutyEndpoint',
      '"opsOidcClientSecret" must be a secret: pulumi config set --secret opsOidcClientSecret',
    ]);
  });

  it("count as not set when they are empty, encrypted or not", () => {
    expect(messagesOf({ ...minimal(), pagerDutyEndpoint: "" })).to.deep.equal([]);
    expect(messagesOf({ ...minimal(), pagerDutyEndpoint: null }, { secretNames: [] })).to.deep.equal([]);
    expect(messagesOf({ ...production(), pagerDutyEndpoint: "" })).to.deep.equal([
      "prod needs pagerDutyEndpoint (secret) so that sev1 alarms reach a person.",
    ]);
  });

  it("need both halves of the registration", () => {
    const text =
      "Grafana and Jaeger have no safe default login: set ops.oidc and opsOidcClientSecret, or disable the UI.";
    expect(messagesOf({ ...minimal(), opsOidcClientSecret: "x" })).to.deep.equal([text]);
    expect(messagesOf({ ...minimal(), ...operatorLogin(), opsOidcClientSecret: "" })).to.deep.equal([text]);
  });

  it("never show their value in a message", () => {
    const wrong = `http://${CANARY}@events.pagerduty.com/x`;
    const plain = problemsOf({ ...production(), pagerDutyEndpoint: wrong }, { secretNames: [] });
    expect(plain.map(({ id }) => id)).to.deep.equal(["E34", "E35"]);
    const encrypted = withValue(minimal(), "edge.wafMode", CANARY);
    const all = [...plain, ...problemsOf(encrypted, { secretNames: ["edge"] })];
    expect(JSON.stringify(all)).not.to.contain(CANARY);
  });

  it("are not accepted where plain configuration belongs, because the program would write it into the open", () => {
    const raw = withValue(minimal(), "edge.wafMode", "block");
    expect(messagesOf(raw, { secretNames: ["edge", "owner"] })).to.deep.equal([
      'owner must be plain configuration (the secrets are pagerDutyEndpoint and opsOidcClientSecret), got "[secret]".',
      'edge must be plain configuration (the secrets are pagerDutyEndpoint and opsOidcClientSecret), got "[secret]".',
    ]);
  });

  for (const url of [
    "http://events.pagerduty.com/integration/x/enqueue",
    "https://events.pagerduty.com.example.com/x",
    "https://events.pagerduty.com:8443/x",
    "events.pagerduty.com/x",
  ]) {
    it(`refuse ${url} as the address of PagerDuty`, () => {
      expect(messagesOf({ ...minimal(), pagerDutyEndpoint: url })).to.deep.equal([
        "pagerDutyEndpoint must be an https:// URL on events.pagerduty.com or events.eu.pagerduty.com.",
      ]);
    });
  }

  it("accept the European address of PagerDuty", () => {
    const url = PAGER_DUTY.replace("events.", "events.eu.");
    expect(messagesOf({ ...minimal(), pagerDutyEndpoint: url })).to.deep.equal([]);
  });
});
