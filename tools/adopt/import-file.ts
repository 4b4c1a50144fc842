import type { PlainObject, ResourceGraph, ResourceNode } from "../../plan/graph";
import { providerVersion } from "../engine/provider/versions";
import type { Adoption } from "./adopt-map";
import { componentsAround } from "./components";
import { AdoptError } from "./problems";

/** An entry of the file that `pulumi import --file` reads. */
export interface ImportSpec {
  readonly type: string;
  /** What the other entries call it. */
  readonly name: string;
  readonly logicalName: string;
  readonly id?: string;
  readonly component?: true;
  readonly parent?: string;
  readonly provider?: string;
  readonly version?: string;
  readonly inputs?: PlainObject;
}

export interface ImportFile {
  readonly resources: readonly ImportSpec[];
}

/**
 * What the CLI imports: the providers in use, the components around what is adopted, and that. The engine leaves alone
 * what is in its state already.
 * @throws AdoptError if a provider is configured with a secret
 */
export function importFile(graph: ResourceGraph, adoptions: readonly Adoption[]): ImportFile {
  const nodes = adoptions.map(({ node }) => node);
  const providers = unique(nodes.flatMap(({ provider = "" }) => graph.get(provider) ?? []));
  const components = unique(nodes.flatMap((node) => componentsAround(graph, node)));
  refuseSecrets(providers);
  const names = namesOf([...providers, ...components, ...nodes]);
  const identity = (node: ResourceNode) => ({ type: node.type, name: nameIn(names, node.urn), logicalName: node.name });
  const parent = (node: ResourceNode) => {
    const holder = componentsAround(graph, node).at(-1);
    return holder === undefined ? {} : { parent: nameIn(names, holder.urn) }; // without one it is the stack
  };
  return {
    resources: [
      ...providers.map((node) => ({ ...identity(node), version: versionOf(node), inputs: node.inputs })),
      // Components whose children a provider registers are no exception: the state keeps them like the program's own.
      ...components.map((node): ImportSpec => ({ ...identity(node), component: true, ...parent(node) })),
      ...adoptions.map(({ node, id }) => ({
        ...identity(node),
        id,
        ...parent(node),
        ...(node.provider === undefined ? {} : { provider: nameIn(names, node.provider) }),
        version: versionOf(node),
      })),
    ],
  };
}

function refuseSecrets(providers: readonly ResourceNode[]): void {
  const problems = providers
    .filter(({ secretInputs }) => secretInputs.length > 0)
    .map(
      ({ name, secretInputs }) =>
        `the provider ${name} is configured with a secret, ${secretInputs.join(", ")}, which the import file would hold ` +
        "in plain text; take it from the environment instead",
    );
  if (problems.length > 0) throw new AdoptError(problems);
}

/** The logical name, or where several share it, the end of the URN. */
function namesOf(nodes: readonly ResourceNode[]): ReadonlyMap<string, string> {
  const count = (name: string) => nodes.filter((node) => node.name === name).length;
  return new Map(nodes.map(({ name, urn }) => [urn, count(name) === 1 ? name : urn.split("::").slice(2).join("::")]));
}

function nameIn(names: ReadonlyMap<string, string>, urn: string): string {
  const name = names.get(urn);
  if (name === undefined) throw new Error(`${urn} is not in the file`);
  return name;
}

/** Of the package that serves a type: `aws:ec2/vpc:Vpc` and `pulumi:providers:aws` are of the same. */
function versionOf({ type }: ResourceNode): string {
  const [first, , last] = type.split(":");
  return providerVersion(first === "pulumi" ? last : first);
}

function unique(nodes: readonly ResourceNode[]): ResourceNode[] {
  return [...new Set(nodes)];
}
