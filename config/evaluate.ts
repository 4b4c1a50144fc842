import { z } from "zod";
import { notesOf } from "./key";
import { messages } from "./messages";
import { at, type Problem } from "./problem";
import { isMap, resolve } from "./resolve";
import { computeRules } from "./rules/compute";
import { dataRules } from "./rules/data";
import { edgeRules } from "./rules/edge";
import { networkRules } from "./rules/network";
import { operationsRules } from "./rules/operations";
import { recoveryRules } from "./rules/recovery";
import { applyRules } from "./rules/rule";
import { type PlainConfig, regionSchema, type SecretKey, schema } from "./schema";
import { type ConfigSource, NAMESPACE, REGION_KEY } from "./source";
import { nearestKey } from "./suggest";
import { unwrap } from "./values";

const RULES = [...networkRules, ...edgeRules, ...computeRules, ...dataRules, ...operationsRules, ...recoveryRules];

const MEMBERS: Readonly<Record<string, z.ZodType>> = schema.shape;

/** The flat keys that hold secrets. */
export const SECRET_KEYS = Object.keys(MEMBERS).filter((name) => isSecretKey(name)) as SecretKey[];

interface Evaluation {
  /** The completed configuration; what was refused throws when it is read. */
  readonly config: PlainConfig;
  readonly problems: readonly Problem[];
}

/** Finds every problem of a source: of its keys first, in the order of the schema, then of keys that do not fit together. */
export function evaluate(source: ConfigSource): Evaluation {
  const raw = ownValues(source);
  const wronglySecret = secretsThatMustBePlain(source, raw);
  const region = resolve(z.strictObject({ [REGION_KEY]: regionSchema }), { [REGION_KEY]: source.values[REGION_KEY] });
  const own = resolve(
    schema,
    withoutDottedNames(raw),
    wronglySecret.map(({ path }) => path),
  );
  const regionValue = Object.getOwnPropertyDescriptor(region.values, REGION_KEY) ?? {};
  // `resolve` builds what the schema describes, but walks it by name, which the compiler cannot follow.
  const config = Object.defineProperty(own.values, "region", regionValue) as unknown as PlainConfig;
  const problems = [
    ...region.problems,
    ...wronglySecret,
    ...secretsGivenAsPlain(source, raw),
    ...dottedNames(raw),
    ...unknownNamespaces(source),
    ...own.problems,
    ...applyRules(RULES, config, source.stack),
  ];
  return { config, problems: withoutRepetitions(problems) };
}

/** The values of the project's namespace without it. The engine writes an empty text where a stack file says null. */
export function ownValues(source: ConfigSource): Record<string, unknown> {
  const prefix = `${NAMESPACE}:`;
  const own = Object.entries(source.values).filter(([key, text]) => key.startsWith(prefix) && text !== "");
  return Object.fromEntries(
    own.map(([key, text]) => {
      const name = key.slice(prefix.length);
      return [name, holdsStructure(name) ? fromJson(text) : text];
    }),
  );
}

function secretsThatMustBePlain(source: ConfigSource, raw: Readonly<Record<string, unknown>>): Problem[] {
  const allowed = {
    en: `plain configuration (the secrets are ${SECRET_KEYS.join(" and ")})`,
    ja: `シークレットではない値（シークレットにできるキーは ${SECRET_KEYS.join(" と ")}）`,
  };
  return Object.keys(raw)
    .filter((name) => isSecret(source, name) && Object.hasOwn(MEMBERS, name) && !isSecretKey(name))
    .map((name) => at(name, messages.E00(name, allowed, "[secret]")));
}

function secretsGivenAsPlain(source: ConfigSource, raw: Readonly<Record<string, unknown>>): Problem[] {
  return SECRET_KEYS.filter((name) => raw[name] !== undefined && !isSecret(source, name)).map((name) =>
    at(name, messages.E34(name)),
  );
}

/** `pulumi config set account.id 1` without --path stores a flat key of that name, which no program ever looks at. */
function dottedNames(raw: Readonly<Record<string, unknown>>): Problem[] {
  return Object.keys(raw)
    .filter(isDotted)
    .map((name) => at(name, messages.E39(`${NAMESPACE}:${name}`, suggestion("--path ", name))));
}

/** Namespaces of the engine and of the providers in use. A key of any other is a misspelt one of the project's. */
const OTHER_NAMESPACES = ["aws", "awsx", "gcp", "pulumi", "random"];

function unknownNamespaces(source: ConfigSource): Problem[] {
  return Object.keys(source.values)
    .map((key) => ({ key, namespace: key.split(":", 1)[0] ?? "", name: key.slice(key.indexOf(":") + 1) }))
    .filter(({ namespace }) => namespace !== NAMESPACE && !OTHER_NAMESPACES.includes(namespace))
    .map(({ key, name }) => at(key, messages.E39(key, suggestion(`${NAMESPACE}:`, name))));
}

function suggestion(before: string, name: string): string | undefined {
  const nearest = nearestKey(name);
  return nearest && before + nearest;
}

function withoutDottedNames(raw: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(raw).filter(([name]) => !isDotted(name)));
}

/** Two keys can lead to one sentence (E43); saying it once is enough. */
function withoutRepetitions(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.toReversed().map((problem) => [problem.message, problem])).values()].toReversed();
}

function isDotted(name: string): boolean {
  return name.includes(".");
}

function isSecret(source: ConfigSource, name: string): boolean {
  return source.secretKeys.includes(`${NAMESPACE}:${name}`);
}

function isSecretKey(name: string): boolean {
  const member = MEMBERS[name];
  return member !== undefined && notesOf(member).secret !== undefined;
}

function holdsStructure(name: string): boolean {
  const member = MEMBERS[name];
  return member !== undefined && unwrap(member) instanceof z.ZodObject;
}

/** The parsed value, or the text itself where it is no JSON; the schema then refuses it as what it is. */
function fromJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isMap(value) ? value : text;
  } catch {
    return text;
  }
}
