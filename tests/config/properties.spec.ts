// Proves the rules against an oracle written by hand. What both misread in the design, only a reader of it can find.
import { expect } from "chai";
import fc from "fast-check";
import { z } from "zod";
import { listKeys } from "../../config/entries";
import { parseConfig } from "../../config/load";
import { ConfigError } from "../../config/problem";
import { schema } from "../../config/schema";
import { replacements, validConfigurations } from "./arbitraries";
import { messagesOf, problemsOf, type Raw, sourceOf, withValue } from "./fixtures";
import { expectedTexts } from "./oracle";

const KEYS = listKeys().filter(({ nested, notes }) => !nested && notes.secret === undefined);
const REQUIRED = KEYS.filter(({ required }) => required).map(({ path }) => path);
const SCALARS = KEYS.filter(({ value }) => !(value instanceof z.ZodObject || value instanceof z.ZodRecord)).map(
  ({ path }) => path,
);

const IMMUTABLE_IDS =
  "github.ownerId and github.repositoryId must be numeric (gh api repos/<org>/<repo>); repositories created after " +
  "15 July 2026 need them in the OIDC subject.";

function sorted(raw: Raw): string[] {
  return [...messagesOf(raw)].sort();
}

describe("any configuration", () => {
  it("that is valid loads, and the oracle agrees", () => {
    fc.assert(
      fc.property(validConfigurations, (raw) => {
        expect(sorted(raw)).to.deep.equal([]);
        expect(expectedTexts(raw)).to.deep.equal([]);
      }),
      { numRuns: 200 },
    );
  });

  it("with one value replaced by another well-formed one loads or fails with exactly the texts that apply", () => {
    fc.assert(
      fc.property(validConfigurations, replacements, (raw, [path, value]) => {
        const changed = withValue(raw, path, value);
        expect(sorted(changed)).to.deep.equal(expectedTexts(changed));
      }),
      { numRuns: 1000 },
    );
  });

  it("with one required key removed fails with the text for that key alone", () => {
    fc.assert(
      fc.property(validConfigurations, fc.constantFrom(...REQUIRED), (raw, path) => {
        const isList = path === "network.availabilityZones";
        expect(messagesOf(withValue(raw, path, undefined))).to.deep.equal([
          `Missing required configuration "${path}". ${
            isList
              ? `It holds several values; set one after the other, beginning with: pulumi config set --path "${path}[0]" <value>`
              : `Set it with: pulumi config set --path ${path} <value>`
          }`,
        ]);
      }),
      { numRuns: 100 },
    );
  });

  it("with a group of settings in the place of a value fails with the text for that key alone", () => {
    const json = '{"unexpected":true}';
    const texts: Readonly<Record<string, string>> = {
      "account.id": `account.id must be exactly 12 digits, got "${json}".`,
      "network.cidrBlock": `network.cidrBlock "${json}" must be a private range between /16 and /20.`,
      "service.image": `service.image must be pinned by digest (…@sha256:<64 hex>), got "${json}".`,
      "aurora.backupRetentionDays": `aurora.backupRetentionDays must be 7-35, got ${json}.`,
      "gcp.projectNumber": `gcp.projectNumber must be the numeric project number, not the id "${json}".`,
      "github.repository": `github.repository must be "<organisation>/<repository>", got "${json}".`,
      "github.ownerId": IMMUTABLE_IDS,
      "github.repositoryId": IMMUTABLE_IDS,
    };
    const unmanaged = validConfigurations.map((raw) => withValue(raw, "observability.grafana", "none"));
    fc.assert(
      fc.property(unmanaged, fc.constantFrom(...SCALARS), (raw, path) => {
        const found = messagesOf(withValue(raw, path, { unexpected: true }));
        const uniform = found.filter(
          (text) => text.startsWith(`${path} must be `) && text.endsWith(`, got "${json}".`),
        );
        expect(found).to.deep.equal([texts[path] ?? uniform[0]]);
      }),
      { numRuns: 300 },
    );
  });

  it("with one unknown key fails with a suggestion and nothing else", () => {
    const names = fc.stringMatching(/^zz[a-z]{1,8}$/);
    const sections = fc.constantFrom("", "network.", "service.capacity.", "cost.");
    fc.assert(
      fc.property(validConfigurations, sections, names, (raw, section, name) => {
        const found = problemsOf(withValue(raw, section + name, 1)).map(({ id, path }) => [id, path]);
        expect(found).to.deep.equal([["E39", section + name]]);
      }),
      { numRuns: 50 },
    );
  });

  it("however broken, never fails with anything but a ConfigError", () => {
    const names = fc.constantFrom(...Object.keys(schema.shape), "unknown");
    const broken = fc.dictionary(names, fc.oneof(fc.string(), fc.json(), fc.jsonValue({ maxDepth: 3 })), {
      maxKeys: 8,
    });
    fc.assert(
      fc.property(broken, (raw) => {
        expect(() => parseConfig(sourceOf(raw))).to.throw(ConfigError);
      }),
      { numRuns: 200 },
    );
  });

  it("reads a valid configuration exactly as zod does", () => {
    const sections = Object.fromEntries(
      KEYS.map(({ path }) => path)
        .filter((path) => path.includes("."))
        .map((path) => [path.split(".")[0] ?? "", {}]),
    );
    fc.assert(
      fc.property(validConfigurations, (raw) => {
        const complete = { ...sections, functions: { reservedConcurrency: {} }, ...withoutNulls(raw) };
        const parsed = schema.parse(complete);
        const { region: _, pagerDutyEndpoint, opsOidcClientSecret, ...config } = parseConfig(sourceOf(raw));
        const { pagerDutyEndpoint: pager, opsOidcClientSecret: login, ...plain } = parsed;
        expect([pagerDutyEndpoint === undefined, opsOidcClientSecret === undefined]).to.deep.equal([
          pager === undefined,
          login === undefined,
        ]);
        const derived = { ...plain, gcp: { ...plain.gcp, cmekLocation: plain.gcp.location } };
        const expected = { ...derived, interop: { prefix: `/platform/${plain.environment}` } };
        expect(JSON.parse(JSON.stringify(config))).to.deep.equal(JSON.parse(JSON.stringify(expected)));
      }),
      { numRuns: 50 },
    );
  });
});

/** zod knows no null; `resolve` takes it for "not set". */
function withoutNulls(value: Raw): Raw {
  const entries = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(
    entries.map(([name, member]) => [
      name,
      typeof member === "object" && !Array.isArray(member) ? withoutNulls(member as Raw) : member,
    ]),
  );
}
