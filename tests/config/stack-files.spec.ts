// Proves that the shipped stack files load offline. The placeholders in them stop a deployment before it starts.
import { expect } from "chai";
import { listKeys } from "../../config/entries";
import { ownValues } from "../../config/evaluate";
import { shippedExamples } from "../../config/examples";
import { parseConfig } from "../../config/load";
import { isMap } from "../../config/resolve";
import type { ConfigSource } from "../../config/source";
import { parseStackFile, readStackFile } from "../../config/stack-file";

const FILES = ["Pulumi.dev.yaml", "Pulumi.prod.yaml"] as const;

/** Keys every stack file holds, set or null. Members of optional groups and of lists are the stack's own business. */
const KEYS = listKeys()
  .filter(({ nested }) => !nested)
  .map(({ path }) => path);

/** Whether the file mentions the key at all; `null` counts, because it shows the reader that the key exists. */
function mentions({ values }: ConfigSource, path: string): boolean {
  const [section = "", ...members] = path.split(".");
  const text = values[`kumiki:${section}`];
  if (text === undefined || members.length === 0) return text !== undefined;
  let value: unknown = text === "" ? undefined : JSON.parse(text);
  for (const member of members) {
    if (!isMap(value) || !(member in value)) return false;
    value = value[member];
  }
  return true;
}

/** One sentence for each key that one file holds and another lacks. */
function missingKeys(sources: Readonly<Record<string, ConfigSource>>): string[] {
  return Object.entries(sources).flatMap(([file, source]) =>
    KEYS.filter((path) => !mentions(source, path)).map((path) => `${path} is missing in ${file}`),
  );
}

function without(source: ConfigSource, section: string, member: string): ConfigSource {
  const { [member]: _, ...rest } = ownValues(source)[section] as Record<string, unknown>;
  return { ...source, values: { ...source.values, [`kumiki:${section}`]: JSON.stringify(rest) } };
}

describe("stack files", () => {
  const dev = readStackFile("Pulumi.dev.yaml");
  const prod = readStackFile("Pulumi.prod.yaml");

  it("hold the same keys: every key of the schema", () => {
    expect(missingKeys({ "Pulumi.dev.yaml": dev.source, "Pulumi.prod.yaml": prod.source })).to.deep.equal([]);
  });

  it("would be told apart by name of key and file", () => {
    const sources = { "Pulumi.dev.yaml": dev.source, "Pulumi.prod.yaml": without(prod.source, "network", "zoneIds") };
    expect(missingKeys(sources)).to.deep.equal(["network.zoneIds is missing in Pulumi.prod.yaml"]);
  });

  it("hold the same keys of other namespaces", () => {
    const foreign = ({ values }: ConfigSource) => Object.keys(values).filter((key) => !key.startsWith("kumiki:"));
    expect(foreign(dev.source)).to.deep.equal(["pulumi:disable-default-providers", "aws:region"]);
    expect(foreign(prod.source)).to.deep.equal(foreign(dev.source));
  });

  for (const file of FILES) {
    it(`${file} loads as it ships and switches the default providers off`, () => {
      const { source } = readStackFile(file);
      expect(parseConfig(source).environment).to.equal(source.stack);
      expect(source.values["pulumi:disable-default-providers"]).to.equal('["aws","gcp"]');
    });
  }

  it("name what has to be replaced before the first deployment, with the command for each", () => {
    const source = parseStackFile("Pulumi.blue.yaml", "blue", SHIPPED_AND_OWN).source;
    expect(shippedExamples(source)).to.deep.equal([
      {
        path: "account.id",
        value: "123456789012",
        command: 'pulumi config set --path account.id "<12 digits>" --stack blue',
      },
      {
        path: "alerting.emails",
        value: '["ops@kumiki.dev","old@example.com"]',
        command: 'pulumi config set --path "alerting.emails[0]" "<address>" --stack blue',
      },
      {
        path: "pagerDutyEndpoint",
        value: "[secret]",
        command: "pulumi config set --secret pagerDutyEndpoint --stack blue",
      },
    ]);
  });

  it("ship no value twice as an example and as a fact: each example is recognised where it stands", () => {
    const paths = (source: ConfigSource) => shippedExamples(source).map(({ path }) => path);
    const expected = listKeys().filter(({ notes }) => notes.isShipped !== undefined || notes.secret !== undefined);
    const all = expected.map(({ path }) => path);
    expect(paths(prod.source)).to.deep.equal(all);
    expect(paths(dev.source)).to.deep.equal(all.filter((path) => path !== "pagerDutyEndpoint"));
  });
});

const SHIPPED_AND_OWN = `
config:
  kumiki:account: { id: 123456789012 }
  kumiki:domain: { name: www.kumiki.dev, zoneId: Z0123456789ABCDEFGHIJ }
  kumiki:alerting: { emails: [ops@kumiki.dev, old@example.com] }
  kumiki:pagerDutyEndpoint: { secure: "v1:ZXhhbXBsZQ==:c2V0IHRoaXMgc2VjcmV0IGZpcnN0" }
  kumiki:opsOidcClientSecret: { secure: "v1:b3du:Y2lwaGVydGV4dA==" }
`;
