import * as pulumi from "@pulumi/pulumi";
import type { Tags } from "./tags";

/** What every component of the platform takes. */
export interface PlatformArgs {
  /**
   * AWS region of the component's regional resources. Changing it replaces all of them.
   * @default - the provider's region
   */
  readonly region?: string;
  /**
   * Tags of every resource the component creates, besides `Name` and `Component`.
   * @default {}
   */
  readonly tags?: Tags;
  /**
   * Managed policy that bounds every role the component creates: what it does not name, no role can do.
   * @default - the roles' own policies are the only limit
   */
  readonly permissionsBoundaryArn?: pulumi.Input<string>;
}

/**
 * Base of the platform's components: children are parented and prefixed in one way, and tagged in one way.
 *
 * A logical name is identity: a child is replaced when its suffix changes, so suffixes are chosen once.
 */
export abstract class PlatformComponent extends pulumi.ComponentResource {
  /** Region argument for regional children; undefined leaves the choice to the provider. */
  protected readonly region: string | undefined;
  private readonly commonTags: Tags;
  private readonly permissionsBoundaryArn: pulumi.Input<string> | undefined;

  /**
   * @param type token of the component, `kumiki:<folder>:<Class>`
   * @param logicalName name of this instance; the prefix of all its children's names
   */
  protected constructor(
    type: `kumiki:${string}:${string}`,
    protected readonly logicalName: string,
    args: PlatformArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super(type, logicalName, {}, options);
    this.region = args.region;
    this.permissionsBoundaryArn = args.permissionsBoundaryArn;
    this.commonTags = { ...args.tags, Component: type.split(":")[2] ?? type };
  }

  /** Logical name of a child. */
  protected childName(suffix: string): string {
    return `${this.logicalName}-${suffix}`;
  }

  /** Options of a child: parented here, with whatever else it needs. */
  protected child(options?: pulumi.CustomResourceOptions): pulumi.CustomResourceOptions {
    return { ...options, parent: this };
  }

  /** Tags of a child, `Name` being its logical name. */
  protected tagsFor(suffix: string, more: Tags = {}): Tags {
    return { ...this.commonTags, ...more, Name: this.childName(suffix) };
  }

  /** What a component that is itself a child of this one takes over. */
  protected get inherited(): Pick<PlatformArgs, "tags" | "permissionsBoundaryArn"> {
    return { tags: this.commonTags, permissionsBoundaryArn: this.permissionsBoundaryArn };
  }
}
