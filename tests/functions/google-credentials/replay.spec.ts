import { expect } from "chai";
import type { GoogleSettings } from "../support/google";
import { AUDIENCE, SESSION, withWorkload } from "../support/workload";

// What somebody can do with the signed request of a workload, once he has got hold of it. The stand-in decides as Google
// and AWS do; what is tested is that the request gives it the means to.

interface Subject {
  url: string;
  method: string;
  headers: { key: string; value: string }[];
}

type Change = (form: URLSearchParams, subject: Subject) => void;

/** Lets a workload get its token, and presents what it has presented again, with something changed. */
async function presentedAgain(change: Change, google: Partial<GoogleSettings> = {}): Promise<string> {
  return withWorkload({ google }, async ({ client, google: { sts } }) => {
    await client.getAccessToken();
    const form = new URLSearchParams(sts.received[0]?.body);
    const subject: Subject = JSON.parse(decodeURIComponent(form.get("subject_token") ?? ""));
    change(form, subject);
    form.set("subject_token", encodeURIComponent(JSON.stringify(subject)));
    const response = await fetch(`${sts.origin}/v1/token`, { method: "POST", body: form });
    const answer = await response.text();
    return response.ok ? `${response.status} a token` : `${response.status} ${JSON.parse(answer).error_description}`;
  });
}

const setHeader =
  (name: string, value: (old: string) => string): Change =>
  (_, subject) => {
    subject.headers = subject.headers.map((header) =>
      header.key === name ? { ...header, value: value(header.value) } : header,
    );
  };

describe("a signed request in the wrong hands", () => {
  it("is good for the pool it was signed for, for five minutes and no longer", async () => {
    const minutesLater = (passed: number) => {
      let minutes = 0;
      const now = () => Date.now() + minutes * 60_000;
      const wait = () => {
        minutes = passed;
      };
      return presentedAgain(wait, { now });
    };
    expect(await minutesLater(4.5)).to.equal("200 a token");
    expect(await minutesLater(5.5)).to.match(/^400 .*Signature expired: \d{8}T\d{6}Z is now earlier than allowed/);
  });

  it("cannot be dated anew", async () => {
    expect(await presentedAgain(setHeader("x-amz-date", () => "20261126T235959Z"))).to.contain("SignatureDoesNotMatch");
  });

  it("cannot be taken to another pool: which one it is for is signed (1.1-7)", async () => {
    const other = AUDIENCE.replace("kumiki-aws", "stolen-aws");
    const toOther: Change = (form, subject) => {
      form.set("audience", other);
      setHeader("x-goog-cloud-target-resource", () => other)(form, subject);
    };
    expect(await presentedAgain(toOther, { audiences: [AUDIENCE, other] })).to.contain("SignatureDoesNotMatch");
  });

  it("is refused by a provider whose audience it does not name", async () => {
    const answer = await presentedAgain(setHeader("x-goog-cloud-target-resource", (old) => `${old}-other`));
    expect(answer).to.equal("400 The x-goog-cloud-target-resource header does not name the audience.");
    const without = await presentedAgain((_, subject) => {
      subject.headers = subject.headers.filter(({ key }) => key !== "x-goog-cloud-target-resource");
    });
    expect(without).to.equal("400 The x-goog-cloud-target-resource header does not name the audience.");
  });

  it("cannot be changed in any header, method or address", async () => {
    const changes: Change[] = [
      setHeader("x-amz-security-token", (old) => `${old}A`),
      setHeader("authorization", (old) => old.replace(SESSION.accessKeyId, "ASIAOTHER")),
      setHeader("authorization", (old) => old.replace("ap-northeast-1", "us-east-1")),
      setHeader("authorization", (old) => old.replace(/.$/, (digit) => (digit === "0" ? "1" : "0"))),
      setHeader("authorization", (old) => old.replace(";x-goog-cloud-target-resource", "")),
      setHeader("host", () => "sts.us-east-1.amazonaws.com"),
      (_, subject) => {
        subject.url = subject.url.replace("ap-northeast-1", "us-east-1");
      },
      (_, subject) => {
        subject.url = "https://sts.example.com/?Action=GetCallerIdentity&Version=2011-06-15";
      },
      (_, subject) => {
        subject.method = "GET";
      },
    ];
    for (const change of changes) expect(await presentedAgain(change)).to.match(/^400 /);
    expect(await presentedAgain(() => {})).to.equal("200 a token");
  });
});
