import type { PlainObject, PlainValue } from "../../../plan/graph";
import { type Expectation, parseExpectation } from "../../../policies/core/expect";
import { parsePath } from "../../../policies/core/property-path";
import type { Demand } from "../../../policies/lib/rows/property-row";

/** One text for each pattern of the rows that it fits. */
const FITTING = ["ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09", "aurora-mysql", "a-bucket"];

/** One text for each pattern that it fits, of those that must not fit. */
const UNFITTING = [
  "*.example.com",
  "arn:aws:iam::aws:policy/ReadOnlyAccess",
  "serviceAccount:1-compute@developer.gserviceaccount.com",
  "user:somebody@example.com",
  "user:somebody@gmail.com",
  "aurora-mysql",
];

/** Values for a property that meet a demand; several where a list must hold several. */
export function goodValues({ expect }: Demand): PlainValue[] {
  const expectation = parseExpectation(expect);
  switch (expectation.operator) {
    case "true":
      return [true];
    case "false":
      return [false];
    case "oneOf":
    case "subsetOf":
      return [expectation.values[0] ?? ""];
    case "containsAll":
      return [...expectation.values];
    case "matches":
      return [FITTING.find((text) => expectation.pattern.test(text)) ?? missing(expect)];
    case ">=":
    case "<=":
      return [expectation.unit === undefined ? expectation.limit : `${expectation.limit}s`];
    case ">":
      return [expectation.limit + 1];
    case "minItems":
      return Array.from({ length: expectation.limit }, (_, index) => `element-${index}`);
    case "maxItems":
    case "unset":
      return [];
    case "differs":
      return ["another thing"];
    default:
      return ["something else"];
  }
}

/** Values that do not; none of them where absence is what fails. */
export function badValues({ expect }: Demand): PlainValue[] {
  const expectation: Expectation = parseExpectation(expect);
  switch (expectation.operator) {
    case "true":
      return [false];
    case "false":
      return [true];
    case "noneOf":
      return [expectation.values[0] ?? ""];
    case "notMatches":
      return [UNFITTING.find((text) => expectation.pattern.test(text)) ?? missing(expect)];
    case ">=":
      return [expectation.limit - 1];
    case "<=":
      return [expectation.unit === undefined ? expectation.limit + 1 : `${expectation.limit + 1}s`];
    case ">":
      return [expectation.limit];
    case "oneOf":
    case "subsetOf":
    case "matches":
      return ["something else"];
    case "maxItems":
      return Array.from({ length: expectation.limit + 1 }, (_, index) => `element-${index}`);
    case "minItems":
      return Array.from({ length: expectation.limit - 1 }, (_, index) => `element-${index}`);
    case "unset":
      return ["something"];
    default:
      return [];
  }
}

function missing(expect: string): never {
  throw new Error(`give tests/policies/support/sample-inputs.ts a text for ${expect}`);
}

/** Writes values at a path: into the elements of its last list, or the one value into the property. Keeps what is there. */
export function write(inputs: PlainObject, path: string, values: readonly PlainValue[]): PlainObject {
  const steps = parsePath(path);
  const [step] = steps;
  if (step === undefined) return inputs;
  const rest = steps.slice(1);
  const below = rest.map(({ name, list }) => `${name}${list ? "[]" : ""}`).join(".");
  const old = inputs[step.name];
  if (below === "") {
    const { [step.name]: _removed, ...others } = inputs;
    if (step.list) return { ...others, [step.name]: [...values] };
    return values[0] === undefined ? others : { ...others, [step.name]: values[0] };
  }
  if (!step.list) return { ...inputs, [step.name]: write(asObject(old), below, values) };
  const elements = Array.isArray(old) && old.length > 0 ? old : [{}];
  const spread = rest.some(({ list }) => list) ? [values] : values.length > 0 ? values.map((value) => [value]) : [[]];
  const count = Math.max(elements.length, spread.length);
  const written = Array.from({ length: count }, (_, index) =>
    write(asObject(elements[index]), below, spread[index] ?? spread[0] ?? []),
  );
  return { ...inputs, [step.name]: written };
}

function asObject(value: PlainValue | undefined): PlainObject {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? value : {};
}
