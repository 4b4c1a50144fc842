import { DEFAULT_PLACEMENT, type Placement, Registration } from "../../../plan/cloud/registration";
import { checkInputs, schemaOf } from "../../../plan/cloud/schema";
import { SERVICES } from "../../../plan/cloud/services";
import { answerOf, placementOf, withoutMarkers } from "../../../plan/cloud/simulated-cloud";
import { UNKNOWN } from "../../../plan/cloud/unknown";
import type { PlainObject } from "../../../plan/graph";
import { withName } from "./auto-name";
import type { CloudResource, CloudStore } from "./cloud-store";
import { type Diff, diff } from "./diff";
import { described, findById, importedRandomId, RANDOM_ID } from "./import";
import { inputProblems } from "./input-problems";
import { refusalOfProtected } from "./rules/protection";
import { missingReferences, refusalWhileHeld } from "./rules/references";
import { conflictOf } from "./rules/uniqueness";
import { canonical, Seal } from "./seal";
import { parseUrn } from "./urn";
import { holdsSecret, holdsUnknown, mapValues, reveal, revealAll, secret } from "./wire";

/** A resource the cloud made, or would make: properties as they travel, secrets marked. */
export interface Made {
  readonly id: string;
  readonly inputs: PlainObject;
  readonly properties: PlainObject;
}

/** The life of a resource in the simulated cloud, as a provider of Pulumi tells it. */
export class Provider {
  private placement: Placement = DEFAULT_PLACEMENT;
  private readonly seal: Seal;

  constructor(private readonly store: CloudStore) {
    this.seal = new Seal(store.salt());
  }

  configure(args: PlainObject): void {
    this.placement = placementOf(revealAll(args));
  }

  /** What is wrong with a provider's own inputs. One the program does not declare, such as random's, takes none. */
  checkConfig(urn: string, news: PlainObject): string[] {
    const { type } = parseUrn(urn);
    return schemaOf(type) === undefined ? [] : checkInputs(type, withoutVersion(revealAll(news)));
  }

  /** The inputs with a name, and everything that is wrong with them. */
  check(urn: string, olds: PlainObject, news: PlainObject): { inputs: PlainObject; problems: string[] } {
    const { type } = parseUrn(urn);
    if (SERVICES[type] === undefined) return { inputs: news, problems: [`there is no resource type ${type}`] };
    const problems = inputProblems(type, news);
    const resource = this.registration(urn, news, this.nextGeneration(urn));
    return { inputs: withName(resource, revealAll(olds)), problems };
  }

  /** What would change. What was asked for and did not happen counts as a difference, as with the providers proper. */
  diff(
    urn: string,
    id: string,
    inputs: PlainObject,
    outputs: PlainObject,
    news: PlainObject,
    ignored: readonly string[],
  ): Diff {
    this.acknowledge(urn, id);
    const held = this.held(urn, id, outputs);
    const promised = revealAll(this.made(held?.urn ?? urn, inputs, held?.generation ?? 1).properties);
    const found = mapValues(revealAll(inputs), (value, key) => {
      const now = reveal(outputs[key] ?? null);
      return now === null || canonical(now) === canonical(promised[key] ?? null) ? value : now;
    });
    return diff(parseUrn(urn).type, found, revealAll(news), ignored);
  }

  /** What a create would answer, as far as it can be said before. */
  previewCreate(urn: string, inputs: PlainObject): PlainObject {
    const { properties } = this.made(urn, inputs, 1);
    return { ...mapValues(properties, (value, key) => (PLANNED.has(key) ? value : UNKNOWN)), ...inputs };
  }

  create(urn: string, inputs: PlainObject): Made {
    const { type } = parseUrn(urn);
    const unanswered = this.unanswered(urn);
    const generation = unanswered?.generation ?? this.store.generationsOf(urn) + 1;
    const made = this.made(urn, inputs, generation);
    if (livesInState(type)) {
      this.store.countGeneration(urn, generation);
      return made;
    }
    const { id, properties } = made;
    const candidate = { type, id, key: keyOf(type, made), outputs: revealAll(properties) };
    this.refuse([
      ...missingReferences(this.store, type, revealAll(inputs), properties.region),
      conflictOf(
        candidate,
        this.store.resources().filter((other) => other !== unanswered),
      ),
    ]);
    if (unanswered === undefined) this.store.countGeneration(urn, generation);
    else if (unanswered.key !== candidate.key) this.store.remove(unanswered);
    this.store.put({ ...candidate, urn, generation, acknowledged: false, ...this.sealed(made, inputs) });
    return made;
  }

  /** What there is now, or undefined if it is gone. Whoever imports knows no properties, not even the id among them. */
  read(urn: string, id: string, inputs: PlainObject, properties: PlainObject): Made | undefined {
    const { type } = parseUrn(urn);
    if (Object.keys(properties).length === 0) return this.import(type, id);
    if (livesInState(type)) return { id, inputs, properties };
    const held = this.held(urn, id, properties);
    if (held === undefined) return undefined;
    this.acknowledge(urn, id);
    return {
      id,
      inputs: this.seal.opened(held.inputs, inputs),
      properties: this.seal.opened(held.outputs, properties),
    };
  }

  private import(type: string, id: string): Made | undefined {
    if (livesInState(type)) return isImportable(type) ? importedRandomId(id) : undefined;
    const held = findById(this.store.resources(), type, id, this.placement.region);
    if (held === undefined) return undefined;
    this.store.put({ ...held, acknowledged: true });
    return described(held);
  }

  /** What an update would answer: what follows from inputs that are not known yet is not known either. */
  previewUpdate(urn: string, id: string, olds: PlainObject, news: PlainObject): Made {
    const held = this.held(urn, id, olds);
    if (!holdsUnknown(news)) return this.made(held?.urn ?? urn, news, held?.generation ?? 1);
    return { id, inputs: news, properties: { ...olds, ...news } };
  }

  update(urn: string, id: string, olds: PlainObject, news: PlainObject): Made {
    const { type } = parseUrn(urn);
    const held = this.held(urn, id, olds);
    if (held === undefined && !livesInState(type)) throw new Error(`${type} ${id} does not exist`);
    // Under the URN it was made with: a resource that was renamed stays what it is.
    const made = this.made(held?.urn ?? urn, news, held?.generation ?? 1);
    this.refuse(missingReferences(this.store, type, revealAll(news), made.properties.region));
    if (held !== undefined) this.store.put({ ...held, acknowledged: true, ...this.sealed(made, news) });
    return made;
  }

  delete(urn: string, id: string, properties: PlainObject): undefined {
    const held = this.held(urn, id, properties);
    if (held === undefined) return; // gone already, which is what was asked for
    this.refuse([refusalOfProtected(held) ?? refusalWhileHeld(this.store, held)]);
    this.store.remove(held);
  }

  /** @throws if the service refuses, with all its reasons */
  private refuse(reasons: readonly (string | undefined)[]): void {
    const given = reasons.filter((reason) => reason !== undefined);
    if (given.length > 0) throw new Error(given.join("; "));
  }

  /** The number of the next resource of a URN. One whose making was never answered is made again under its own number. */
  private nextGeneration(urn: string): number {
    return this.unanswered(urn)?.generation ?? this.store.generationsOf(urn) + 1;
  }

  private unanswered(urn: string): CloudResource | undefined {
    return this.store.resources().find((resource) => resource.urn === urn && !resource.acknowledged);
  }

  /** Notes that the engine knows a resource: it has it in its state. */
  private acknowledge(urn: string, id: string): void {
    const held = this.unanswered(urn);
    if (held?.id === id) this.store.put({ ...held, acknowledged: true });
  }

  private held(urn: string, id: string, properties: PlainObject): CloudResource | undefined {
    const { type } = parseUrn(urn);
    return this.store.find(type, keyOf(type, { id, properties }));
  }

  private registration(urn: string, inputs: PlainObject, generation: number): Registration {
    const { type, name } = parseUrn(urn);
    return new Registration(urn, type, name, withoutNotes(inputs), this.placement, generation);
  }

  /** The cloud's answer, in which an output that repeats a secret input is as secret as that. */
  private made(urn: string, inputs: PlainObject, generation: number): Made {
    const resource = this.registration(urn, revealAll(inputs), generation);
    const { id, outputs } = answerOf(resource);
    const properties = mapValues(withoutMarkers(outputs), (value, key) => {
      const input = inputs[key] ?? null;
      if (canonical(value) === canonical(reveal(input))) return input;
      return holdsSecret(input) || SECRET_OUTPUTS[resource.type]?.includes(key) ? secret(value) : value;
    });
    return { id, inputs, properties: { ...properties, id } }; // bridged providers have the id among the outputs
  }

  private sealed({ properties }: Made, inputs: PlainObject): Pick<CloudResource, "inputs" | "outputs"> {
    return { inputs: this.seal.object(inputs), outputs: this.seal.object(properties) };
  }
}

/** Outputs that the providers compute before they ask the cloud: what is inherited from the provider, and where. */
const PLANNED = new Set(["region", "tagsAll", "pulumiLabels", "effectiveLabels"]);

/** Outputs of the random provider that are secret in themselves. */
const SECRET_OUTPUTS: Readonly<Record<string, readonly string[]>> = {
  "random:index/randomPassword:RandomPassword": ["result", "bcryptHash"],
};

/** What the random provider makes, and having waited for a certificate, exist nowhere but in the engine's state. */
export function livesInState(type: string): boolean {
  return type.startsWith("random:") || type === "aws:acm/certificateValidation:CertificateValidation";
}

/** Whether there is something to import. The id of a random id is all there is to it; no other random value has one. */
export function isImportable(type: string): boolean {
  return !livesInState(type) || type === RANDOM_ID;
}

/** Ids repeat from region to region, and the task definitions of one family share theirs. */
function keyOf(type: string, { id, properties }: Pick<Made, "id" | "properties">): string {
  if (type === "aws:ecs/taskDefinition:TaskDefinition") return String(properties.arn ?? id);
  return typeof properties.region === "string" ? `${properties.region} ${id}` : id;
}

/** The engine notes the version among a provider's own properties. */
function withoutVersion({ version: _, ...properties }: PlainObject): PlainObject {
  return withoutNotes(properties);
}

/** Engine and providers keep notes of their own among the properties. */
function withoutNotes(properties: PlainObject): PlainObject {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => !key.startsWith("__")));
}
