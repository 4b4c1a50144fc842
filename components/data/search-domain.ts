import * as iam from "@pulumi/aws/iam";
import * as opensearch from "@pulumi/aws/opensearch";
import * as pulumi from "@pulumi/pulumi";
import type { SearchSettings } from "../../functions/bootstrap/request";
import { PlatformComponent } from "../shared/component";
import type { Grant } from "../shared/iam";
import { entryOf } from "../shared/lookup";
import type { SearchContent } from "./platform-search";
import { resolveSearchDomain, type SearchSpec } from "./search-checks";
import type { HttpMethod } from "./search-clients";
import { ADVANCED_OPTIONS, autoTune, clusterConfig, offPeakWindow, volume } from "./search-cluster";
import type { SearchDomainArgs, SearchSaml } from "./search-domain-args";
import { type SearchLog, SearchLogs } from "./search-logs";
import { domainPolicy } from "./search-policy";
import { clientGrants, httpGrant, searchRoles } from "./search-roles";
import { replicaCount } from "./search-rules";

/** TLS 1.2 with forward secrecy at least, and TLS 1.3 (DomainEndpointOptions of the service's API reference, 2026-11). */
const TLS_POLICY = "Policy-Min-TLS-1-2-PFS-2023-10";

/** A domain takes about half an hour to appear; moving the data of a large one to other nodes takes hours. */
const TIMEOUTS = { create: "2h", update: "8h", delete: "2h" };

/** Dimensions by which CloudWatch knows the domain, in the namespace `AWS/ES`. */
export interface SearchDimensions {
  readonly DomainName: string;
  readonly ClientId: string;
}

/**
 * A search domain inside the network, with roles of its own for everybody who calls it.
 *
 * ```ts
 * const search = new SearchDomain("search", {
 *   region, accountId, namePrefix, subnetIds: [subnetId], securityGroupId, kmsKeyArn, logsKeyArn, masterRoleArn,
 *   clients: platformSearchClients({ application: [taskRoleArn], indexer: [indexerRoleArn], extract: [extractRoleArn] }),
 * });
 * const request = { search: search.settings(platformSearchContent({ replicas: search.replicas, logDays: 7 })) };
 * ```
 *
 * Default settings: OpenSearch 3.5 on one small node; encrypted with the platform's key, between nodes and on the wire
 * (TLS 1.2 at least, HTTPS only); one IAM role as master, no passwords; only the clients' roles are admitted, each with
 * the methods and paths it needs, and each with a role of its own inside; slow, application and audit log in CloudWatch;
 * service software installed by itself, at night in Japan; Auto-Tune where the type allows it; protected by Pulumi.
 *
 * A caller needs all three: the security group, a grant in its own policy (`clientGrants`) and a role in the domain.
 * The last is made by the bootstrap function from `settings`; until that ran, everybody gets 403. Whoever runs it must
 * depend on the rules of the security groups.
 *
 * Cost: one `t3.small.search` with 10 GiB 42 USD a month; three `r7g.large.search` with 100 GiB, and three
 * `m7g.large.search` as masters, 867 USD (Tokyo, 2026-10, estimated from the US list). A node is as good as full when a
 * fifth of its volume, or 20 GiB, is left: then the domain stops writing. Plan one and a half times the data for each copy.
 *
 * What it does not do: no snapshots outside the domain (logs come back from S3, documents from the application); no
 * OpenSearch UI, which is public unless every application restricts it, and whose way into the network no provider
 * resource opens (`AuthorizeVpcEndpointAccess` knows accounts, not the service); no public Dashboards: without `saml`
 * they are reached through a forwarded port and a proxy that signs requests (docs/search.md).
 */
export class SearchDomain extends PlatformComponent {
  readonly arn: pulumi.Output<string>;
  /** Known in advance, because policies and log groups name it. */
  readonly domainName: string;
  readonly domainId: pulumi.Output<string>;
  /** Host name, without scheme. */
  readonly endpoint: pulumi.Output<string>;
  /** Host name and path of Dashboards, without scheme. */
  readonly dashboardEndpoint: pulumi.Output<string>;
  readonly logGroupNames: Readonly<Record<SearchLog, pulumi.Output<string>>>;
  readonly metricDimensions: SearchDimensions;
  /** Copies of each shard besides the first that an index of this domain must have. */
  readonly replicas: number;
  private readonly spec: SearchSpec;

  constructor(name: string, args: SearchDomainArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:data:SearchDomain", name, args, options);
    this.spec = resolveSearchDomain(name, args);
    const logs = this.createLogs();
    const domain = this.createDomain(logs);
    if (this.spec.saml !== undefined) this.signInWith(domain, this.spec.saml);
    this.arn = domain.arn;
    this.domainName = this.spec.domainName;
    this.domainId = domain.domainId;
    this.endpoint = domain.endpoint;
    this.dashboardEndpoint = domain.dashboardEndpoint;
    this.logGroupNames = logs.groupNames;
    this.metricDimensions = { DomainName: this.domainName, ClientId: this.spec.accountId };
    this.replicas = replicaCount({ dataCount: this.spec.dataNodes.count, standby: this.spec.standby });
    this.registerOutputs({
      arn: this.arn,
      domainName: this.domainName,
      domainId: this.domainId,
      endpoint: this.endpoint,
      dashboardEndpoint: this.dashboardEndpoint,
      logGroupNames: this.logGroupNames,
      metricDimensions: this.metricDimensions,
      replicas: this.replicas,
    });
  }

  /** What the bootstrap function has to bring about in the domain: the roles of the clients, and the content. */
  settings(content: SearchContent): pulumi.Output<SearchSettings> {
    return pulumi
      .all([this.endpoint, searchRoles(this.spec.clients)])
      .apply(([endpoint, roles]) => ({ endpoint, roles, ...content }));
  }

  /** Grants of a client's IAM role. @throws if there is no client of that name */
  clientGrants(name: string): Grant[] {
    const clients = Object.fromEntries(this.spec.clients.map((client) => [client.name, client]));
    return clientGrants(this.arn, entryOf("client", clients, name));
  }

  /** HTTP calls of some methods on some paths, such as `logs-*` or `_bulk`, for callers with needs of their own. */
  httpGrant(sid: string, methods: readonly HttpMethod[], paths: readonly string[]): Grant {
    return httpGrant(this.arn, sid, methods, paths);
  }

  private createLogs(): SearchLogs {
    const { region, accountId, domainName, domainArn, logRetention, logsKeyArn } = this.spec;
    return new SearchLogs(
      this.childName("logs"),
      { region, accountId, domainName, domainArn, retention: logRetention, logsKeyArn, ...this.inherited },
      { parent: this },
    );
  }

  private createDomain(logs: SearchLogs): opensearch.Domain {
    const role = this.spec.createServiceLinkedRole ? [this.createServiceLinkedRole()] : [];
    const { protect, transform = {} } = this.spec;
    const args = this.domainArgs(logs);
    return new opensearch.Domain(
      this.childName("domain"),
      transform.domain === undefined ? args : transform.domain(args),
      this.child({ dependsOn: [logs, ...role], protect, customTimeouts: TIMEOUTS }),
    );
  }

  private domainArgs(logs: SearchLogs): opensearch.DomainArgs {
    const { spec } = this;
    return {
      region: this.region,
      domainName: spec.domainName,
      engineVersion: spec.engineVersion,
      clusterConfig: clusterConfig(spec),
      ebsOptions: volume(spec),
      vpcOptions: { subnetIds: [...spec.subnetIds], securityGroupIds: [spec.securityGroupId] },
      ipAddressType: "ipv4",
      encryptAtRest: { enabled: true, kmsKeyId: spec.kmsKeyArn },
      nodeToNodeEncryption: { enabled: true },
      domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: TLS_POLICY },
      advancedSecurityOptions: {
        enabled: true,
        anonymousAuthEnabled: false,
        internalUserDatabaseEnabled: false,
        masterUserOptions: { masterUserArn: spec.masterRoleArn },
      },
      accessPolicies: domainPolicy({ ...spec, saml: spec.saml !== undefined }),
      advancedOptions: ADVANCED_OPTIONS,
      logPublishingOptions: logs.publishing,
      // A required update that is put off for about sixty days isolates the domain, and later deletes it.
      softwareUpdateOptions: { autoSoftwareUpdateEnabled: true },
      offPeakWindowOptions: offPeakWindow(spec),
      autoTuneOptions: autoTune(spec),
      tags: this.tagsFor("domain"),
    };
  }

  /** Kept when the stack goes: domains of other stacks of the account live by it. */
  private createServiceLinkedRole(): iam.ServiceLinkedRole {
    return new iam.ServiceLinkedRole(
      this.childName("service-role"),
      {
        awsServiceName: "opensearchservice.amazonaws.com",
        description: "Lets OpenSearch Service place search domains in networks of this account.",
        tags: this.tagsFor("service-role"),
      },
      this.child({ retainOnDelete: true }),
    );
  }

  private signInWith(domain: opensearch.Domain, saml: SearchSaml): void {
    new opensearch.DomainSamlOptions(
      this.childName("saml"),
      {
        region: this.region,
        domainName: domain.domainName,
        samlOptions: {
          enabled: true,
          idp: { entityId: saml.entityId, metadataContent: saml.metadata },
          rolesKey: saml.rolesKey ?? "roles",
          subjectKey: saml.subjectKey,
          sessionTimeoutMinutes: saml.sessionTimeout ?? 60,
        },
      },
      this.child(),
    );
  }
}
