import type { PlainObject, PlainValue } from "../graph";
import { DEFAULT_PLACEMENT, type Placement, Registration } from "./registration";
import { checkInputs, outputKinds } from "./schema";
import { SERVICES } from "./services";

/** How the cloud answered one registration. */
export interface Answer {
  readonly id: string;
  readonly outputs: PlainObject;
  /** What the real provider would have refused, one sentence each. */
  readonly problems: readonly string[];
}

const UNMODELLED = /⟦([^⟧]+)⟧/;

/**
 * A cloud that answers as AWS and Google Cloud would, without being one: real formats, deterministic values.
 *
 * It refuses what it does not know. A type without an entry is a problem; so is a property the SDK's types do not have;
 * and an output nobody modelled is answered with a marker that is a problem as soon as another resource uses it.
 */
export class SimulatedCloud {
  private readonly placements = new Map<string, Placement>();

  /** Answers one registration of a provider's resource. `provider` is the URN of its explicit provider, if any. */
  register(urn: string, type: string, name: string, inputs: PlainObject, provider?: string): Answer {
    const problems = findUnmodelled(inputs).map(
      ({ path, output }) => `${urn}: input "${path}" uses ${output}, which the simulated cloud does not model`,
    );
    if (type.startsWith("pulumi:providers:")) {
      this.placements.set(urn, placementOf(inputs));
      return { id: "provider", outputs: { ...inputs }, problems: [...problems, ...this.check(urn, type, inputs)] };
    }
    if (SERVICES[type] === undefined) {
      return { id: "", outputs: {}, problems: [`${urn}: the simulated cloud has no resource type ${type}`] };
    }
    problems.push(...this.check(urn, type, inputs));
    return { ...answerOf(new Registration(urn, type, name, inputs, this.placementFor(provider))), problems };
  }

  /** The region a resource of AWS lives in, undefined for global resources and other clouds. */
  regionOf(type: string, inputs: PlainObject, provider?: string): string | undefined {
    if (!type.startsWith("aws:") || outputKinds(type)?.region === undefined) return undefined;
    return typeof inputs.region === "string" ? inputs.region : this.placementFor(provider).region;
  }

  private placementFor(provider: string | undefined): Placement {
    return (provider === undefined ? undefined : this.placements.get(provider)) ?? DEFAULT_PLACEMENT;
  }

  private check(urn: string, type: string, inputs: PlainObject): string[] {
    return checkInputs(type, inputs).map((problem) => `${urn}: ${problem}`);
  }
}

/** What the cloud answers to a resource it accepts. @throws for a type no service has */
export function answerOf(resource: Registration): { readonly id: string; readonly outputs: PlainObject } {
  const simulate = SERVICES[resource.type];
  if (simulate === undefined) throw new Error(`the simulated cloud has no resource type ${resource.type}`);
  const { id, ...computed } = simulate(resource);
  return { id, outputs: complete(resource, { ...resource.inputs, ...computed }) };
}

/** Fills in what every service computes the same way, and marks text outputs that no entry models. */
function complete(resource: Registration, outputs: PlainObject): PlainObject {
  const kinds = outputKinds(resource.type) ?? {};
  const completed: PlainObject = { ...outputs };
  const tags = { ...resource.placement.defaultTags, ...(outputs.tags as PlainObject | undefined) };
  const labels = { ...resource.placement.defaultTags, ...(outputs.labels as PlainObject | undefined) };
  if (kinds.region !== undefined) completed.region ??= resource.region;
  if (kinds.tagsAll !== undefined) completed.tagsAll ??= tags;
  if (kinds.pulumiLabels !== undefined) completed.pulumiLabels ??= labels;
  if (kinds.effectiveLabels !== undefined) completed.effectiveLabels ??= labels;
  if (kinds.project !== undefined) completed.project ??= resource.gcpProject;
  for (const [output, { kind, optional }] of Object.entries(kinds)) {
    if (kind === "string" && !optional) completed[output] ??= `⟦output "${output}" of ${resource.urn}⟧`;
  }
  return completed;
}

/** Removes the markers again: they serve the evaluation, not the reader of the graph. */
export function withoutMarkers(outputs: PlainObject): PlainObject {
  return Object.fromEntries(
    Object.entries(outputs).filter(([, value]) => !(typeof value === "string" && UNMODELLED.test(value))),
  );
}

function findUnmodelled(inputs: PlainObject): { path: string; output: string }[] {
  const found: { path: string; output: string }[] = [];
  const visit = (value: PlainValue | undefined, path: string): void => {
    if (typeof value === "string") {
      const [, output] = UNMODELLED.exec(value) ?? [];
      if (output !== undefined) found.push({ path, output });
    } else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) visit(item, `${path}[${index}]`);
    } else if (value !== null && typeof value === "object") {
      for (const [key, item] of Object.entries(value)) visit(item, path === "" ? key : `${path}.${key}`);
    }
  };
  visit(inputs, "");
  return found;
}

/** Provider arguments arrive as the engine stores them: anything but text is JSON. */
export function placementOf(inputs: PlainObject): Placement {
  const accounts = parsed(inputs.allowedAccountIds);
  const tags = parsed(inputs.defaultTags ?? inputs.defaultLabels) as { tags?: Record<string, string> } | undefined;
  return {
    accountId: Array.isArray(accounts) ? String(accounts[0]) : DEFAULT_PLACEMENT.accountId,
    region: textOr(inputs.region, DEFAULT_PLACEMENT.region),
    gcpProject: textOr(inputs.project, DEFAULT_PLACEMENT.gcpProject),
    gcpRegion: textOr(inputs.region, DEFAULT_PLACEMENT.gcpRegion),
    defaultTags: (tags?.tags ?? tags ?? {}) as Record<string, string>,
  };
}

function parsed(value: PlainValue | undefined): PlainValue | undefined {
  return typeof value === "string" ? (JSON.parse(value) as PlainValue) : value;
}

function textOr(value: PlainValue | undefined, fallback: string): string {
  return typeof value === "string" ? value : fallback;
}
