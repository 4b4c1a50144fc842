import * as resource from "@pulumi/pulumi/proto/resource_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { ChildRegistration, RegisteredChild } from "./cloud/registration";
import { REMOTE_COMPONENTS } from "./cloud/services";
import { SimulatedCloud, withoutMarkers } from "./cloud/simulated-cloud";
import {
  type Alias,
  type PlainObject,
  ResourceGraph,
  type ResourceNode,
  type ResourceOptions,
  STACK_TYPE,
} from "./graph";
import { markSecret, unwrap } from "./wire";

type Request = resource.RegisterResourceRequest;
type Reply<T> = (error: Error | null, response?: T) => void;

/**
 * Stands where the engine's resource monitor would: takes every registration of the program, has the simulated cloud
 * answer it, and keeps the whole of both. Problems are collected instead of thrown, so that one run reports them all.
 */
export class Recorder {
  readonly problems: string[] = [];
  private readonly nodes = new Map<string, ResourceNode>();
  private readonly cloud = new SimulatedCloud();
  private stackOutputs: PlainObject = {};
  private secretStackOutputs: readonly string[] = [];

  constructor(
    private readonly project: string,
    private readonly stack: string,
  ) {}

  graph(): ResourceGraph {
    return new ResourceGraph(this.stack, this.nodes.values(), this.stackOutputs, this.secretStackOutputs);
  }

  registerResource(request: Request, reply: Reply<resource.RegisterResourceResponse>): void {
    const type = request.getType();
    const name = request.getName();
    const parent = request.getParent();
    const urn = this.urn(parent, type, name);
    const { value: inputs, secrets } = unwrap(toPlain(request.getObject()));
    if (this.nodes.has(urn)) this.problems.push(`${urn}: registered twice; logical names must differ`);

    const provider = providerUrn(request);
    const answer = request.getRemote()
      ? this.construct(urn, type, name, inputs, request)
      : request.getCustom()
        ? this.cloud.register(urn, type, name, inputs, provider)
        : { id: "", outputs: {}, problems: [] };
    this.problems.push(...answer.problems);

    const secretOutputs = secretOutputNames(request, secrets, answer.outputs);
    this.nodes.set(urn, {
      urn,
      type,
      name,
      ...(parent === "" ? {} : { parent }),
      ...(request.getCustom() ? { id: answer.id } : {}),
      custom: request.getCustom(),
      ...(provider === undefined ? {} : { provider }),
      ...definedOnly({ region: this.cloud.regionOf(type, inputs, provider) }),
      inputs,
      outputs: withoutMarkers(answer.outputs),
      secretInputs: secrets,
      secretOutputs,
      dependencies: [...request.getDependenciesList()].sort(),
      propertyDependencies: propertyDependencies(request),
      options: optionsOf(request),
    });

    const response = new resource.RegisterResourceResponse();
    response.setUrn(urn);
    response.setId(answer.id);
    const marked = Object.entries(answer.outputs).map(([key, value]) => [
      key,
      secretOutputs.includes(key) ? markSecret(value) : value,
    ]);
    response.setObject(Struct.fromJavaScript(Object.fromEntries(marked)));
    reply(null, response);
  }

  registerResourceOutputs(request: resource.RegisterResourceOutputsRequest, reply: Reply<object>): void {
    const { value, secrets } = unwrap(toPlain(request.getOutputs()));
    const urn = request.getUrn();
    const node = this.nodes.get(urn);
    if (node === undefined) {
      this.problems.push(`${urn}: outputs registered for a resource that does not exist`);
    } else if (node.type === STACK_TYPE) {
      this.stackOutputs = value;
      this.secretStackOutputs = secrets;
    } else {
      this.nodes.set(urn, { ...node, outputs: value, secretOutputs: secrets });
    }
    reply(null, {});
  }

  invoke(request: { getTok(): string }, reply: Reply<never>): void {
    this.refuse(
      `the program called ${request.getTok()}; a lookup needs credentials, so the value belongs in the stack file`,
      reply,
    );
  }

  call(request: { getTok(): string }, reply: Reply<never>): void {
    this.refuse(`the program called the method ${request.getTok()}, which needs a running provider`, reply);
  }

  readResource(request: { getType(): string; getName(): string }, reply: Reply<never>): void {
    this.refuse(
      `the program reads an existing ${request.getType()} "${request.getName()}"; pass its ids in the stack file`,
      reply,
    );
  }

  supportsFeature(request: { getId(): string }, reply: Reply<{ getHassupport(): boolean }>): void {
    reply(null, { getHassupport: () => SUPPORTED_FEATURES.has(request.getId()) });
  }

  private refuse(problem: string, reply: Reply<never>): void {
    this.problems.push(problem);
    reply(new Error(problem));
  }

  /** Registers the children a remote component would create in its own process. */
  private construct(urn: string, type: string, name: string, inputs: PlainObject, request: Request) {
    const component = REMOTE_COMPONENTS[type];
    if (component === undefined) {
      return { id: "", outputs: {}, problems: [`${urn}: the simulated cloud cannot construct ${type}`] };
    }
    const provider = request.getProvidersMap().get("aws")?.split("::").slice(0, 4).join("::");
    const problems: string[] = [];
    const register = (child: ChildRegistration): RegisteredChild => {
      const { type: childType, name: childName, inputs: childInputs, dependencies = {} } = child;
      const childUrn = this.urn(urn, childType, childName);
      const answer = this.cloud.register(childUrn, childType, childName, childInputs, provider);
      problems.push(...answer.problems);
      this.nodes.set(childUrn, {
        urn: childUrn,
        type: childType,
        name: childName,
        parent: urn,
        id: answer.id,
        custom: true,
        ...(provider === undefined ? {} : { provider }),
        ...definedOnly({ region: this.cloud.regionOf(childType, childInputs, provider) }),
        inputs: childInputs,
        outputs: withoutMarkers(answer.outputs),
        secretInputs: [],
        secretOutputs: [],
        dependencies: Object.values(dependencies).flat(),
        propertyDependencies: Object.fromEntries(Object.entries(dependencies).map(([key, urns]) => [key, [...urns]])),
        options: request.getProtect() ? { protect: true } : {},
      });
      return { urn: childUrn, outputs: answer.outputs };
    };
    const registrations = component(name, inputs);
    let step = registrations.next();
    while (!step.done) step = registrations.next(register(step.value));
    return { id: "", outputs: step.value, problems };
  }

  /** The engine's own form: the types of all parents, but for the stack, joined by `$`. */
  private urn(parent: string, type: string, name: string): string {
    const parentType = parent.split("::")[2];
    const qualified = parentType === undefined || parentType === STACK_TYPE ? type : `${parentType}$${type}`;
    return `urn:pulumi:${this.stack}::${this.project}::${qualified}::${name}`;
  }
}

/** What a current engine supports; transforms run in the engine, so a program that needs one cannot be evaluated. */
const SUPPORTED_FEATURES = new Set([
  "secrets",
  "resourceReferences",
  "deletedWith",
  "aliasSpecs",
  "replaceWith",
  "parameterization",
]);

function toPlain(struct: { toJavaScript(): object } | undefined): PlainObject {
  return (struct?.toJavaScript() ?? {}) as PlainObject;
}

/** `urn::id`, of which the id is made up here. */
function providerUrn(request: Request): string | undefined {
  const reference = request.getProvider();
  return reference === "" ? undefined : reference.split("::").slice(0, 4).join("::");
}

/** A provider answers a secret input with a secret output of the same name, and keeps its own secrets secret. */
function secretOutputNames(request: Request, secretInputs: readonly string[], outputs: PlainObject): string[] {
  const names = [
    ...secretInputs.map((path) => path.split(/[.[]/, 1)[0] ?? path),
    ...request.getAdditionalsecretoutputsList(),
  ];
  return [...new Set(names)].filter((name) => name in outputs).sort();
}

function propertyDependencies(request: Request): Record<string, string[]> {
  const entries = [...request.getPropertydependenciesMap().entries()] as [string, { getUrnsList(): string[] }][];
  return Object.fromEntries(
    entries
      .map(([property, dependencies]): [string, string[]] => [property, [...dependencies.getUrnsList()].sort()])
      .filter(([, urns]) => urns.length > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function optionsOf(request: Request): ResourceOptions {
  const timeouts = request.getCustomtimeouts();
  const given = definedOnly({
    create: timeouts?.getCreate() || undefined,
    update: timeouts?.getUpdate() || undefined,
    delete: timeouts?.getDelete() || undefined,
  });
  return definedOnly({
    protect: request.getProtect() || undefined,
    retainOnDelete: request.getRetainondelete() || undefined,
    deleteBeforeReplace: request.getDeletebeforereplacedefined() ? request.getDeletebeforereplace() : undefined,
    deletedWith: request.getDeletedwith() || undefined,
    import: request.getImportid() || undefined,
    ignoreChanges: nonEmpty(request.getIgnorechangesList()),
    replaceOnChanges: nonEmpty(request.getReplaceonchangesList()),
    additionalSecretOutputs: nonEmpty(request.getAdditionalsecretoutputsList()),
    aliases: nonEmpty(request.getAliasesList().map((alias) => aliasOf(alias, request.getParent()))),
    customTimeouts: Object.keys(given).length > 0 ? given : undefined,
  });
}

/** The SDK names the resource's own parent in every alias that names no other; that one says nothing. */
function aliasOf(alias: { getUrn(): string; getSpec(): AliasSpec | undefined }, parent: string): Alias {
  const spec = alias.getSpec();
  if (spec === undefined) return alias.getUrn();
  return definedOnly({
    name: spec.getName() || undefined,
    type: spec.getType() || undefined,
    parent: spec.getParenturn() === parent ? undefined : spec.getParenturn() || undefined,
    noParent: spec.getNoparent() || undefined,
    project: spec.getProject() || undefined,
    stack: spec.getStack() || undefined,
  });
}

interface AliasSpec {
  getName(): string;
  getType(): string;
  getParenturn(): string;
  getNoparent(): boolean;
  getProject(): string;
  getStack(): string;
}

function nonEmpty<T>(list: T[]): T[] | undefined {
  return list.length > 0 ? list : undefined;
}

function definedOnly<T extends object>(object: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
