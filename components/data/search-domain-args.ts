import type * as opensearch from "@pulumi/aws/opensearch";
import type * as pulumi from "@pulumi/pulumi";
import type { PlatformArgs } from "../shared/component";
import type { SearchClient } from "./search-clients";

export interface SearchNodes {
  /** Instance type, such as `r7g.large.search`. */
  readonly type: string;
  readonly count: number;
}

/** An identity provider that people sign in to Dashboards with. */
export interface SearchSaml {
  /** Entity id of the identity provider. */
  readonly entityId: string;
  /** Its metadata, an XML document. */
  readonly metadata: pulumi.Input<string>;
  /** Attribute that lists a person's groups. @default "roles" */
  readonly rolesKey?: string;
  /** Attribute with the person's name. @default - the assertion's NameID */
  readonly subjectKey?: string;
  /** Minutes until a person signs in again, 1-1440. @default 60 */
  readonly sessionTimeout?: number;
}

export interface SearchDomainTransforms {
  readonly domain?: (args: opensearch.DomainArgs) => opensearch.DomainArgs;
}

export interface SearchDomainArgs extends PlatformArgs {
  /** Region of the domain; part of its ARN, which is named before the domain exists. */
  readonly region: string;
  /** AWS account, 12 digits. */
  readonly accountId: string;
  /** Begins the domain's name, `<namePrefix>-search`: 28 characters at most. Changing it replaces the domain. */
  readonly namePrefix: string;
  /**
   * Subnets of the data tier, one for each zone the domain spreads over: one, two or three. A single data node takes one.
   * Choosing others moves every node (blue/green). The service reserves three addresses for each data node.
   */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** The group `search` of `SecurityGroups`. */
  readonly securityGroupId: pulumi.Input<string>;
  /** KMS key of data and automated snapshots, single- or multi-region. Changing it replaces the domain. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** KMS key of the log groups. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** The one role with all permissions in the domain: the bootstrap function's. No person and no password has them. */
  readonly masterRoleArn: pulumi.Input<string>;
  /** Who else calls the domain. */
  readonly clients: readonly SearchClient[];
  /**
   * Version of the engine, OpenSearch 3.1 or later. A later one is installed in place; an earlier one replaces the domain.
   * @default "OpenSearch_3.5"
   */
  readonly engineVersion?: string;
  /** Data nodes, 1-80; a multiple of the subnets. @default one `t3.small.search` */
  readonly dataNodes?: SearchNodes;
  /** Dedicated masters, 3 or 5. @default - none: data nodes do it, which is enough for a few of them */
  readonly masterNodes?: SearchNodes;
  /**
   * Whether one of three zones is held back, to take over within a minute: 99.99 instead of 99.9 % by contract. Size the
   * domain for two zones; the third answers no searches.
   * @default false
   */
  readonly standby?: boolean;
  /** Volume of each data node in GiB, from 10 to what the instance type can have. @default 10 */
  readonly volume?: number;
  /** Operations a second of each volume. @default - what the volume includes: 3,000, from 1,000 GiB on 3 for each GiB */
  readonly volumeIops?: number;
  /** MiB a second of each volume. @default - what the volume includes: 125, from 170 GiB on 250 for each 3,000 GiB */
  readonly volumeThroughput?: number;
  /** Hour in Japan at which ten hours begin that updates may fall into, 0-23. @default 21 */
  readonly offPeakStart?: number;
  /** Days the four logs are kept in CloudWatch. @default 30 */
  readonly logRetention?: number;
  /**
   * Whether to create the role by which the service enters the network. An account has one: true in one stack of the
   * account, and only while nothing else has created it. Where it exists, creating it fails with
   * `Service role name AWSServiceRoleForAmazonOpenSearchService has been taken in this account`: use false. Where it is
   * missing, the domain fails with `you must enable a service-linked role`: use true, or run once
   * `aws iam create-service-linked-role --aws-service-name opensearchservice.amazonaws.com`.
   * @default false
   */
  readonly createServiceLinkedRole?: boolean;
  /**
   * Whether Pulumi refuses to delete or replace the domain. The service has no protection of its own, and the automated
   * snapshots go with the domain.
   * @default true
   */
  readonly protect?: boolean;
  /**
   * Where people sign in to Dashboards. Their browsers are then let through to `/_dashboards`, which sends them there.
   * @default - nobody signs in; Dashboards is reached with signed requests
   */
  readonly saml?: SearchSaml;
  /** Changes what would be created, where no argument does. @default {} */
  readonly transform?: SearchDomainTransforms;
}
