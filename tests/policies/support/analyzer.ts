import type { Policies } from "@pulumi/policy";
import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type PlainObject, type ResourceGraph, type ResourceNode, STACK_TYPE } from "../../../plan/graph";

/** The SDK's marker for a text that is not known yet. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export interface Diagnostic {
  readonly policy: string;
  readonly level: "advisory" | "mandatory";
  readonly severity: string;
  readonly urn: string;
  readonly message: string;
}

export interface Analysis {
  readonly diagnostics: readonly Diagnostic[];
  /** Ids of the rules that did not apply. */
  readonly notApplicable: readonly string[];
}

type Handler = (
  call: { readonly request: unknown },
  callback: (error: Error | null | undefined, reply?: analyzer.AnalyzeResponse) => void,
) => void;
type MakeHandler = (pack: string, version: string, level: string, policies: Policies) => Handler;

/** Internal to the SDK, and exactly what the engine talks to; nothing else of the tests touches it. */
const server: { readonly makeAnalyzeRpcFun: MakeHandler; readonly makeAnalyzeStackRpcFun: MakeHandler } =
  require("@pulumi/policy/server");

/** Shows a stack to policies the way the engine does: the inputs of each resource first, then the stack as a whole. */
export async function analyze(policies: Policies, graph: ResourceGraph): Promise<Analysis> {
  for (const node of graph.resources) await analyzeInputs(policies, node);
  return analyzeStack(policies, graph);
}

/** The stack alone, as an engine would that showed no inputs. */
export function analyzeStack(policies: Policies, graph: ResourceGraph): Promise<Analysis> {
  return ask(server.makeAnalyzeStackRpcFun("pack", "1.0.0", "advisory", policies), stackRequest(graph));
}

/** A stack as the engine sends it to a pack. */
export function stackRequest(graph: ResourceGraph): analyzer.AnalyzeStackRequest {
  const request = new analyzer.AnalyzeStackRequest();
  request.setResourcesList(graph.resources.map((node) => stackResource(node, graph)));
  return request;
}

function analyzeInputs(policies: Policies, node: ResourceNode): Promise<Analysis> {
  const request = new analyzer.AnalyzeRequest();
  request.setType(node.type);
  request.setUrn(node.urn);
  request.setName(node.name);
  request.setProperties(Struct.fromJavaScript(node.inputs));
  request.setOptions(optionsOf(node));
  return ask(server.makeAnalyzeRpcFun("pack", "1.0.0", "advisory", policies), request);
}

async function ask(handler: Handler, request: unknown): Promise<Analysis> {
  const reply = await new Promise<analyzer.AnalyzeResponse>((resolve, reject) => {
    handler({ request }, (error, response) => (response === undefined ? reject(error) : resolve(response)));
  });
  return analysisOf(reply);
}

export function analysisOf(reply: analyzer.AnalyzeResponse): Analysis {
  return {
    diagnostics: reply.getDiagnosticsList().map((diagnostic) => ({
      policy: diagnostic.getPolicyname(),
      level: diagnostic.getEnforcementlevel() === analyzer.EnforcementLevel.MANDATORY ? "mandatory" : "advisory",
      severity: ["", "low", "medium", "high", "critical"][diagnostic.getSeverity()] ?? "",
      urn: diagnostic.getUrn(),
      message: diagnostic.getMessage(),
    })),
    notApplicable: reply.getNotApplicableList().map((entry) => entry.getPolicyName()),
  };
}

function stackResource(node: ResourceNode, graph: ResourceGraph): analyzer.AnalyzerResource {
  const resource = new analyzer.AnalyzerResource();
  resource.setType(node.type);
  resource.setUrn(node.urn);
  resource.setName(node.name);
  resource.setProperties(Struct.fromJavaScript(outputsOf(node, graph)));
  resource.setOptions(optionsOf(node));
  resource.setParent(node.parent ?? "");
  resource.setDependenciesList([...node.dependencies]);
  for (const [property, urns] of Object.entries(node.propertyDependencies)) {
    const dependencies = new analyzer.AnalyzerPropertyDependencies();
    dependencies.setUrnsList([...urns]);
    resource.getPropertydependenciesMap().set(property, dependencies);
  }
  const provider = node.provider === undefined ? undefined : graph.get(node.provider);
  if (provider !== undefined) {
    const shown = new analyzer.AnalyzerProviderResource();
    shown.setType(provider.type);
    shown.setUrn(provider.urn);
    shown.setName(provider.name);
    shown.setProperties(Struct.fromJavaScript(provider.inputs));
    resource.setProvider(shown);
  }
  return resource;
}

/** A bridged provider has the id among the outputs; the outputs of a stack are kept apart from its node. */
function outputsOf({ id, type, outputs }: ResourceNode, graph: ResourceGraph): PlainObject {
  if (type === STACK_TYPE) return graph.outputs;
  return id === undefined ? outputs : { ...outputs, id };
}

/** Without aliases: the engine shows the one by which it found a resource in the state, and a new stack has none. */
function optionsOf({ options, parent }: ResourceNode): analyzer.AnalyzerResourceOptions {
  const shown = new analyzer.AnalyzerResourceOptions();
  shown.setProtect(options.protect ?? false);
  shown.setIgnorechangesList([...(options.ignoreChanges ?? [])]);
  shown.setAdditionalsecretoutputsList([...(options.additionalSecretOutputs ?? [])]);
  shown.setDeletebeforereplacedefined(options.deleteBeforeReplace !== undefined);
  shown.setDeletebeforereplace(options.deleteBeforeReplace ?? false);
  shown.setParent(parent ?? "");
  return shown;
}
