/** A value as the engine carries it: what JSON can hold. Secrets are unwrapped; their paths are listed beside them. */
export type PlainValue = null | boolean | number | string | PlainValue[] | { [key: string]: PlainValue };
export type PlainObject = { [key: string]: PlainValue };

/** What a resource was before: a URN, or the parts of its identity that were different. */
export type Alias = string | AliasParts;

/** What is left out is as it is now; the parent, as it was called at the time. */
export interface AliasParts {
  readonly name?: string;
  readonly type?: string;
  /** URN of another parent. */
  readonly parent?: string;
  /** It stood directly below the stack. */
  readonly noParent?: true;
  readonly project?: string;
  readonly stack?: string;
}

/** Everything the program said about one resource besides its inputs. Absent means "not said". */
export interface ResourceOptions {
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly deleteBeforeReplace?: boolean;
  readonly deletedWith?: string;
  readonly import?: string;
  readonly ignoreChanges?: readonly string[];
  readonly replaceOnChanges?: readonly string[];
  readonly additionalSecretOutputs?: readonly string[];
  readonly aliases?: readonly Alias[];
  readonly customTimeouts?: { readonly create?: string; readonly update?: string; readonly delete?: string };
}

/** One resource of the platform, as registered and as the simulated cloud answered. */
export interface ResourceNode {
  readonly urn: string;
  /** Type token, for example `aws:ec2/vpc:Vpc`. */
  readonly type: string;
  /** Logical name: with type and parents it is the resource's identity. */
  readonly name: string;
  /** URN of the parent; absent on the stack itself. */
  readonly parent?: string;
  /** Physical id; absent on components. */
  readonly id?: string;
  /** True for a resource of a provider, false for a component. */
  readonly custom: boolean;
  /** URN of the explicit provider that manages it. */
  readonly provider?: string;
  /** AWS region it lives in; absent for components, global services and Google Cloud. */
  readonly region?: string;
  readonly inputs: PlainObject;
  readonly outputs: PlainObject;
  /** Paths of the input properties that hold a secret, such as `origins[0].customHeaders[0].value`. */
  readonly secretInputs: readonly string[];
  /** Names of the output properties that hold a secret. */
  readonly secretOutputs: readonly string[];
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly options: ResourceOptions;
}

/** What one stack consists of: the single source for reports, policies, proofs and tests. */
export class ResourceGraph {
  /** All resources, sorted by URN. */
  readonly resources: readonly ResourceNode[];
  private readonly byUrn: ReadonlyMap<string, ResourceNode>;
  private readonly byType: ReadonlyMap<string, readonly ResourceNode[]>;

  constructor(
    readonly stack: string,
    resources: Iterable<ResourceNode>,
    /** The stack's outputs; secret ones are named in `secretOutputs`. */
    readonly outputs: PlainObject = {},
    readonly secretOutputs: readonly string[] = [],
  ) {
    this.resources = [...resources].sort((a, b) => (a.urn < b.urn ? -1 : a.urn > b.urn ? 1 : 0));
    this.byUrn = new Map(this.resources.map((resource) => [resource.urn, resource]));
    this.byType = groupByType(this.resources);
  }

  get(urn: string): ResourceNode | undefined {
    return this.byUrn.get(urn);
  }

  ofType(type: string): ResourceNode[] {
    return [...(this.byType.get(type) ?? [])];
  }

  /**
   * The only resource of a type, or the only one with that logical name.
   * @throws if there is none, or more than one: the message lists what there is instead.
   */
  one(type: string, name?: string): ResourceNode {
    const found = this.ofType(type).filter((resource) => name === undefined || resource.name === name);
    const [only] = found;
    if (only !== undefined && found.length === 1) return only;
    const wanted = name === undefined ? type : `${type} named "${name}"`;
    const present = this.ofType(type).map((resource) => resource.name);
    throw new Error(
      `expected one ${wanted}, found ${found.length}; of that type there are: ${present.join(", ") || "none"}`,
    );
  }

  childrenOf(urn: string): ResourceNode[] {
    return this.resources.filter((resource) => resource.parent === urn);
  }

  /** Undefined for the stack itself. */
  parentOf({ parent }: ResourceNode): ResourceNode | undefined {
    return parent === undefined ? undefined : this.byUrn.get(parent);
  }

  /** The top-level component a resource belongs to: the ancestor just below the stack. */
  rootComponentOf(resource: ResourceNode): ResourceNode {
    let current = resource;
    for (;;) {
      const parent = this.parentOf(current);
      if (parent === undefined || parent.type === STACK_TYPE) return current;
      current = parent;
    }
  }
}

export const STACK_TYPE = "pulumi:pulumi:Stack";

function groupByType(resources: readonly ResourceNode[]): ReadonlyMap<string, readonly ResourceNode[]> {
  const groups = new Map<string, ResourceNode[]>();
  for (const resource of resources) {
    const group = groups.get(resource.type);
    if (group === undefined) groups.set(resource.type, [resource]);
    else group.push(resource);
  }
  return groups;
}
