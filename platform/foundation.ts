import { Provider as AwsProvider } from "@pulumi/aws/provider";
import type { Region } from "@pulumi/aws/types/enums";
import { Provider as GcpProvider } from "@pulumi/gcp/provider";
import type { ComponentResourceOptions, Output } from "@pulumi/pulumi";
import { platformPurposes } from "../components/governance/key-purposes";
import { Keys } from "../components/governance/keys";
import { PermissionsBoundary } from "../components/governance/permissions-boundary";
import { WORKLOAD_ACTIONS } from "../components/governance/workload-actions";
import { EDGE_REGION } from "../components/network/edge-args";
import { mandatoryTags, type Tags, toLabels } from "../components/shared/tags";
import type { StackConfig } from "../config/schema";
import { type Identities, identitiesOf } from "./identities";

/** What every layer of the platform stands on. */
export interface Foundation {
  readonly config: StackConfig;
  /** Arguments that components share. */
  readonly common: {
    readonly accountId: string;
    readonly namePrefix: string;
    readonly region: string;
    readonly tags: Tags;
    readonly permissionsBoundaryArn: Output<string>;
  };
  /** Hands the providers to a component: that of AWS, and that of Google Cloud where the stack uses it. */
  readonly options: ComponentResourceOptions;
  readonly keys: Keys;
  /** Roles that are referred to before they exist. */
  readonly identities: Identities;
  /** Region that data and images are copied to; undefined where nothing is. */
  readonly replicaRegion: string | undefined;
  /** Whether what holds data or takes requests refuses to be deleted. */
  readonly protect: boolean;
}

/** Providers, names, tags and keys. Every resource names its provider; see docs/adr/0005. */
export function createFoundation(config: StackConfig): Foundation {
  const { account, dr, gcp, region, storage } = config;
  const namePrefix = `kumiki-${config.environment}`;
  const tags = mandatoryTags({ project: "kumiki", ...config });
  const providers = {
    aws: new AwsProvider("aws", {
      region: region as Region,
      allowedAccountIds: [account.id],
      defaultTags: { tags },
    }),
    // A provider asks for credentials as soon as it is registered, whether or not it is given anything to do.
    ...(gcp.enabled && {
      gcp: new GcpProvider("gcp", { project: gcp.projectId, region: gcp.location, defaultLabels: toLabels(tags) }),
    }),
  };
  const boundary = new PermissionsBoundary(
    "workload-boundary",
    { policyName: `${namePrefix}-workloads`, actions: WORKLOAD_ACTIONS, tags },
    { providers },
  );
  const common = { accountId: account.id, namePrefix, region, tags, permissionsBoundaryArn: boundary.arn };
  const protect = config.protection.enabled;
  const replicaRegion = dr.mode === "none" && storage.replicate.length === 0 ? undefined : dr.region;
  const keys = new Keys(
    "keys",
    {
      ...common,
      purposes: platformPurposes({
        edgeRegion: EDGE_REGION,
        backup: config.backup.enabled,
        multiRegion: replicaRegion !== undefined,
      }),
      replicaRegion,
      deletionWindow: protect ? 30 : 7,
      protect,
    },
    { providers },
  );
  return { config, common, options: { providers }, keys, identities: identitiesOf(common), replicaRegion, protect };
}
