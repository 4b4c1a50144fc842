import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { SCHEMA_FOLDER, schemaOf } from "../../../plan/cloud/schema";
import { schemaFileOf } from "../../../plan/cloud/schema-model";
import { TYPES_IN_USE } from "../../../plan/cloud/types";
import { CLOUDFORMATION_TYPES } from "../../../plan/facts/cloudformation-types";
import type { TypeFacts } from "../../../plan/facts/fact-model";
import { HAND_KEPT } from "../../../plan/facts/hand-kept";
import type { HandKept } from "../../../plan/facts/hand-kept/hand-kept";
import { PROVIDER_OPTIONS } from "../../../plan/facts/hand-kept/provider-options";
import { NAME_EXCEPTIONS } from "../../../plan/facts/property-names";
import { STATEFUL } from "../../../plan/facts/stateful";
import { STRING_LIMITS } from "../../../plan/facts/string-limits";
import { projectRoot } from "../../../plan/project";
import { CloudFormationSpec } from "../../../tools/cloudformation-spec";
import { serviceFacts } from "../../../tools/service-facts";

const RESOURCES = TYPES_IN_USE.filter((type) => !/^(pulumi|awsx):/.test(type));

describe("hand-kept tables of service facts", function () {
  this.timeout(60_000); // the specification of CloudFormation takes seconds to load

  let spec: CloudFormationSpec;
  let schemas: ReadonlyMap<string, string>;
  let facts: ReadonlyMap<string, TypeFacts>;

  before(() => {
    spec = new CloudFormationSpec();
    schemas = new Map(
      readdirSync(SCHEMA_FOLDER).map((name) => [name, readFileSync(join(SCHEMA_FOLDER, name), "utf8")]),
    );
    facts = serviceFacts(schemas, undefined, spec);
  });

  /** The facts about a type, or about all, as they would be with other tables. */
  const without = (type: string, rows: typeof HAND_KEPT, names: typeof NAME_EXCEPTIONS) => {
    const file = schemaFileOf(type);
    const module = type === "*" ? schemas : new Map([[file, schemas.get(file) ?? ""]]);
    return serviceFacts(module, { rows, names }, spec);
  };

  it("tell the CloudFormation type of every AWS type in use, or all facts about it", () => {
    const homeless = RESOURCES.filter((type) => !CLOUDFORMATION_TYPES[type] && !HAND_KEPT[type]);
    expect(homeless).to.deep.equal([]);
  });

  it("know what changing every single input of every type in use does", () => {
    const unknown = RESOURCES.flatMap((type) =>
      Object.keys(schemaOf(type)?.inputs ?? {})
        .filter((name) => facts.get(type)?.properties[name] === undefined)
        .map((name) => `${type} ${name}`),
    );
    expect(unknown).to.deep.equal([]);
  });

  it("are in the files the providers read", () => {
    for (const provider of ["aws", "gcp", "random"]) {
      const committed = JSON.parse(readFileSync(join(projectRoot, `plan/facts/${provider}.json`), "utf8"));
      const current = [...facts].filter(([type]) => type.startsWith(`${provider}:`));
      expect(committed).to.deep.equal(Object.fromEntries(current));
    }
  });

  it("speak of nothing the program does not use", () => {
    const tables = { CLOUDFORMATION_TYPES, HAND_KEPT, NAME_EXCEPTIONS, STATEFUL, STRING_LIMITS };
    const strangers = Object.entries(tables).flatMap(([table, rows]) =>
      Object.keys(rows)
        .filter((type) => type !== "*" && !RESOURCES.includes(type))
        .map((type) => `${table} ${type}`),
    );
    expect(strangers).to.deep.equal([]);
  });

  it("name only inputs the SDK declares", () => {
    const wrong = Object.entries(HAND_KEPT).flatMap(([type, row]) =>
      pathsOf(row)
        .map((path) => path.split(".")[0] ?? "")
        .filter((name) => !name.includes("*") && !(name in (schemaOf(type)?.inputs ?? {})))
        .map((name) => `${type} ${name}`),
    );
    const misnamed = Object.entries({ ...NAME_EXCEPTIONS, ...STRING_LIMITS }).flatMap(([type, names]) =>
      Object.keys(names)
        .filter((name) => type !== "*" && !(name in (schemaOf(type)?.inputs ?? {})))
        .map((name) => `${type} ${name}`),
    );
    expect([...wrong, ...misnamed]).to.deep.equal([]);
  });

  it("hold no row that says what CloudFormation says anyway", () => {
    const idle = Object.entries(HAND_KEPT)
      .filter(([type]) => CLOUDFORMATION_TYPES[type] !== undefined)
      .flatMap(([type, row]) => {
        const bare = without(type, { ...HAND_KEPT, [type]: {} }, NAME_EXCEPTIONS).get(type);
        return pathsOf(row)
          .filter((path) => !path.includes("*"))
          .filter((path) => bare?.properties[path]?.replacement === facts.get(type)?.properties[path]?.replacement)
          .map((path) => `${type} ${path}`);
      });
    expect(idle).to.deep.equal([]);
  });

  it("hold no name that the rule finds by itself", () => {
    const idle = Object.entries(NAME_EXCEPTIONS).flatMap(([type, names]) =>
      Object.keys(names)
        .filter((name) => {
          const rest = { ...names };
          delete rest[name];
          const bare = without(type, HAND_KEPT, { ...NAME_EXCEPTIONS, [type]: rest });
          return [...bare].every(([one, known]) => JSON.stringify(known) === JSON.stringify(facts.get(one)));
        })
        .map((name) => `${type} ${name}`),
    );
    expect(idle).to.deep.equal([]);
  });

  it("call nothing an option of the provider that CloudFormation replaces a resource for", () => {
    const real = Object.entries(CLOUDFORMATION_TYPES).flatMap(([type, cloudFormation]) =>
      [...spec.properties(cloudFormation)]
        .filter(([name]) => PROVIDER_OPTIONS.includes(name.charAt(0).toLowerCase() + name.slice(1)))
        // The provider changes tags by a call of their own, whatever CloudFormation does.
        .filter(([name, property]) => name !== "Tags" && spec.read(property, "no").replacement !== "no")
        .map(([name]) => `${type} ${name}`),
    );
    expect(real).to.deep.equal([]);
  });

  it("count as stateful whatever CloudFormation does, but for the instances of an Aurora cluster", () => {
    const missed = Object.entries(CLOUDFORMATION_TYPES)
      .filter(([type, cloudFormation]) => spec.isStateful(cloudFormation) && STATEFUL[type] === undefined)
      .map(([type]) => type);
    expect(missed).to.deep.equal(["aws:rds/clusterInstance:ClusterInstance"]);
  });

  it("refuse a type CloudFormation does not have", () => {
    expect(() => spec.properties("AWS::Nothing::Here")).to.throw(
      "CloudFormation has no type AWS::Nothing::Here; see plan/facts/cloudformation-types.ts",
    );
  });
});

function pathsOf({ inPlace = [], mayReplace = [], replaces = [] }: HandKept): readonly string[] {
  return [...inPlace, ...mayReplace, ...replaces];
}
