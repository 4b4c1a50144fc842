import { expect } from "chai";
import type { SearchDomainArgs } from "../../../components/data/search-domain-args";
import { policyOf, register } from "../../support/platform";
import { build, DOMAIN, DOMAIN_ARN, role } from "./search-fixture";

const ALL = ["Delete", "Get", "Head", "Patch", "Post", "Put"].map((method) => `es:ESHttp${method}`);
const ACCOUNT = { AWS: "arn:aws:iam::123456789012:root" };
const EVERYTHING = `${DOMAIN_ARN}/*`;

async function policy(overrides: Partial<SearchDomainArgs> = {}) {
  return policyOf((await register(build(overrides))).one(DOMAIN), "accessPolicies");
}

/** A statement for roles of the account. */
function allowed(actions: string[], ...roles: string[]) {
  const names = roles.map(role);
  return {
    Effect: "Allow",
    Principal: ACCOUNT,
    Action: actions,
    Resource: EVERYTHING,
    Condition: { ArnEquals: { "aws:PrincipalArn": names } },
  };
}

function refused(...roles: string[]) {
  return {
    Effect: "Deny",
    Principal: { AWS: "*" },
    Action: ALL,
    Resource: EVERYTHING,
    Condition: { ArnNotEquals: { "aws:PrincipalArn": roles.map(role) }, Null: { "aws:PrincipalArn": "false" } },
  };
}

describe("the policy of a search domain", () => {
  it("names each role with its methods, and refuses everybody else (1.1-6, 2.2-2)", async () => {
    expect(await policy()).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        allowed(ALL, "bootstrap"),
        allowed(
          ["Delete", "Get", "Head", "Post", "Put"].map((method) => `es:ESHttp${method}`),
          "app-task",
        ),
        refused("app-task", "bootstrap"),
      ],
    });
  });

  it("is the same text whatever order clients and roles come in, with each role once", async () => {
    const exporter = {
      name: "exporter",
      access: "export",
      patterns: ["documents-*"],
      roleArns: [role("extract")],
    } as const;
    const reader = { name: "reader", access: "read", patterns: ["logs-*"] } as const;
    const b = { ...reader, roleArns: [role("grafana"), role("audit")] };
    const again = { ...reader, name: "again", roleArns: [role("audit"), role("grafana")] };
    const text = async (clients: SearchDomainArgs["clients"]) =>
      (await register(build({ clients }))).one(DOMAIN).inputs.accessPolicies;
    expect(await text([exporter, b, again])).to.equal(await text([again, exporter, b]));
    expect((await policy({ clients: [exporter, b, again] })).Statement).to.deep.equal([
      allowed(ALL, "bootstrap"),
      allowed(["es:ESHttpDelete", "es:ESHttpPost"], "extract"),
      allowed(["es:ESHttpGet", "es:ESHttpHead", "es:ESHttpPost"], "audit", "grafana"),
      refused("audit", "bootstrap", "extract", "grafana"),
    ]);
  });

  it("has no ids of statements, which the service does not keep", async () => {
    expect((await policy()).Statement.filter((statement) => "Sid" in statement)).to.deep.equal([]);
  });

  it("lets browsers through to Dashboards, and only there, where people sign in by SAML (5.1-6)", async () => {
    const saml = { entityId: "https://login.example.com", metadata: "<EntityDescriptor/>" };
    const { Statement } = await policy({ saml });
    expect(Statement.slice(2)).to.deep.equal([
      {
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: ["Delete", "Get", "Head", "Post", "Put"].map((method) => `es:ESHttp${method}`),
        Resource: [`${DOMAIN_ARN}/_dashboards`, `${DOMAIN_ARN}/_dashboards/*`],
      },
      refused("app-task", "bootstrap"),
    ]);
  });
});
