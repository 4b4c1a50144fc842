import { expect } from "chai";
import { type GoogleAuthClientOptions, googleAuthClient } from "../../../functions/google-credentials";
import { AUDIENCE, SERVICE_ACCOUNT } from "../support/workload";

const RIGHT: GoogleAuthClientOptions = {
  audience: AUDIENCE,
  serviceAccountEmail: SERVICE_ACCOUNT,
  scopes: ["https://www.googleapis.com/auth/bigquery"],
  environment: { AWS_REGION: "ap-northeast-1" },
};

const FULL_NAME =
  "not the full name of a provider. Write //iam.googleapis.com/projects/<project number>/locations/global/" +
  "workloadIdentityPools/<pool>/providers/<provider>.";

describe("the settings of a Google client", () => {
  it("need no call to be checked, and no network", () => {
    expect(googleAuthClient(RIGHT)).to.have.property("universeDomain", "googleapis.com");
  });

  it("are wrong together, not one by one", () => {
    const wrong: GoogleAuthClientOptions = {
      ...RIGHT,
      audience: "my-pool",
      serviceAccountEmail: "me@example.com",
      scopes: [],
      region: "tokyo",
      endpoints: { sts: "http://sts.example.com", iamCredentials: "https://iam.example.com/v1" },
    };
    expect(() => googleAuthClient(wrong)).to.throw(
      [
        "googleAuthClient cannot work:",
        `- audience is "my-pool", ${FULL_NAME}`,
        '- serviceAccountEmail is "me@example.com". Write <name>@<project>.iam.gserviceaccount.com.',
        "- scopes is empty. Name what the tokens are for, as https://www.googleapis.com/auth/bigquery does.",
        '- region is "tokyo". Write a region of AWS, as ap-northeast-1 is.',
        '- endpoints.sts is "http://sts.example.com". Write an https address without a path.',
        '- endpoints.iamCredentials is "https://iam.example.com/v1". Write an https address without a path.',
      ].join("\n"),
    );
  });

  for (const audience of [
    AUDIENCE.replace("//iam", "https://iam"),
    AUDIENCE.replace("123456789012", "my-project"),
    AUDIENCE.replace(/\/providers.*/, ""),
    `${AUDIENCE}/`,
    AUDIENCE.replace("kumiki-aws", "aws"),
    ` ${AUDIENCE}`,
  ]) {
    it(`do not take ${audience} for a provider`, () => {
      expect(() => googleAuthClient({ ...RIGHT, audience })).to.throw(
        `googleAuthClient cannot work:\n- audience is ${JSON.stringify(audience)}, ${FULL_NAME}`,
      );
    });
  }

  for (const region of ["ap-northeast-1.example.com", "ap-northeast-1/", "AP-NORTHEAST-1", "ap northeast 1", ""]) {
    it(`do not take ${JSON.stringify(region)} for a region`, () => {
      expect(() => googleAuthClient({ ...RIGHT, region })).to.throw(
        `- region is ${JSON.stringify(region)}. Write a region`,
      );
    });
  }

  it("take every kind of region there is", () => {
    for (const region of ["us-east-1", "ap-northeast-3", "us-gov-west-1", "mx-central-1"]) {
      expect(() => googleAuthClient({ ...RIGHT, region }), region).to.not.throw();
    }
  });

  it("take endpoints that are encrypted, or of this machine", () => {
    for (const sts of ["https://sts-private.p.googleapis.com", "http://127.0.0.1:8080", "http://localhost:8080"]) {
      expect(() => googleAuthClient({ ...RIGHT, endpoints: { sts, iamCredentials: undefined } }), sts).to.not.throw();
    }
    for (const sts of ["sts.googleapis.com", "ftp://127.0.0.1", "http://10.0.0.1", "https://a.example.com/?x"]) {
      expect(() => googleAuthClient({ ...RIGHT, endpoints: { sts } }), sts).to.throw(`- endpoints.sts is "${sts}".`);
    }
  });

  it("need a region from somewhere", () => {
    expect(() => googleAuthClient({ ...RIGHT, environment: {} })).to.throw(
      "Neither AWS_REGION nor AWS_DEFAULT_REGION is set.",
    );
  });
});
