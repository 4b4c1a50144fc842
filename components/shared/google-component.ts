import type * as pulumi from "@pulumi/pulumi";
import { PlatformComponent } from "./component";
import { type Tags, toLabels } from "./tags";

/** Where the platform's data lives on Google's side: Tokyo. */
export const DEFAULT_LOCATION = "asia-northeast1";

/** What every component of Google Cloud takes. */
export interface GoogleArgs {
  /** Id of the project, 6-30 lower-case letters, digits and dashes. Changing it replaces everything. */
  readonly projectId: string;
  /** Number of the same project, which the names of Google's own accounts contain. Digits, not the id. */
  readonly projectNumber: string;
  /**
   * Region of whatever is regional; Google calls it a location. Changing it replaces the data.
   * @default "asia-northeast1" - Tokyo
   */
  readonly location?: string;
  /** Tags of the platform; resources carry them as labels, besides `name` and `component`. @default {} */
  readonly tags?: Tags;
}

/**
 * Base of the components of Google Cloud. Resources have a project and a location where those of AWS have a region, and
 * labels where those have tags; parents and names are the same.
 */
export abstract class GoogleComponent extends PlatformComponent {
  protected readonly projectId: string;
  protected readonly projectNumber: string;
  /** Where the component's regional resources are. */
  readonly location: string;

  protected constructor(
    type: `kumiki:${string}:${string}`,
    logicalName: string,
    args: GoogleArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super(type, logicalName, { tags: args.tags }, options);
    this.projectId = args.projectId;
    this.projectNumber = args.projectNumber;
    this.location = args.location ?? DEFAULT_LOCATION;
  }

  /** Labels of a child: the platform's tags in the form Google accepts. */
  protected labelsFor(suffix: string): Record<string, string> {
    return toLabels(this.tagsFor(suffix));
  }

  /** What a component that is itself a child of this one takes over. */
  protected get site(): Required<GoogleArgs> {
    const { projectId, projectNumber, location } = this;
    return { projectId, projectNumber, location, tags: this.inherited.tags ?? {} };
  }
}

/** What is wrong with project and location, one sentence each. */
export function googleProblems({ projectId, projectNumber, location = DEFAULT_LOCATION }: GoogleArgs): string[] {
  return [
    ...(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(projectId)
      ? []
      : [`projectId must be 6 to 30 lower-case letters, digits and dashes, got "${projectId}".`]),
    ...(/^\d{6,20}$/.test(projectNumber)
      ? []
      : [`projectNumber must be the numeric project number, not the id "${projectNumber}".`]),
    ...(/^[a-z]+-[a-z]+\d$/.test(location)
      ? []
      : [`location must be a region of Google Cloud such as "${DEFAULT_LOCATION}", got "${location}".`]),
  ];
}
