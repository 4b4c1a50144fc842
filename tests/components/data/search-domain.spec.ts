import { expect } from "chai";
import { searchDomain } from "../../../examples/search-domain";
import { namesOf, policyOf, register, registerError, registerOutputs } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";
import { build, DATA_KEY, DOMAIN, DOMAIN_ARN, LOGS_KEY, role, STANDBY } from "./search-fixture";

// Mocks cannot show that the service takes a policy whose roles do not exist yet, that it knows `aws:PrincipalArn`, or
// that a browser passes SAML; the first deployment must be looked at for that.

const COMPONENT = "kumiki:data:SearchDomain";
const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const LOG_POLICY = "aws:cloudwatch/logResourcePolicy:LogResourcePolicy";
const SERVICE_ROLE = "aws:iam/serviceLinkedRole:ServiceLinkedRole";
const SAML = "aws:opensearch/domainSamlOptions:DomainSamlOptions";

const group = (log: string) =>
  `arn:aws:logs:ap-northeast-1:123456789012:log-group:/aws/opensearch/domains/kumiki-dev-search/${log}`;

describe("SearchDomain", () => {
  it("is a small, closed and encrypted domain by default (1.3-4, 2.1-9)", async () => {
    const graph = await register(build({ tags: { Owner: "platform" } }));
    const { accessPolicies, ...inputs } = graph.one(DOMAIN).inputs;
    expect(inputs).to.deep.equal({
      region: "ap-northeast-1",
      domainName: "kumiki-dev-search",
      engineVersion: "OpenSearch_3.5",
      clusterConfig: {
        instanceType: "t3.small.search",
        instanceCount: 1,
        dedicatedMasterEnabled: false,
        zoneAwarenessEnabled: false,
        multiAzWithStandbyEnabled: false,
        warmEnabled: false,
      },
      ebsOptions: { ebsEnabled: true, volumeType: "gp3", volumeSize: 10, iops: 3000, throughput: 125 },
      vpcOptions: { subnetIds: ["subnet-0a1b2c3d4e5f60718"], securityGroupIds: ["sg-0c3d4e5f607182930"] },
      ipAddressType: "ipv4",
      encryptAtRest: { enabled: true, kmsKeyId: DATA_KEY },
      nodeToNodeEncryption: { enabled: true },
      domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" },
      advancedSecurityOptions: {
        enabled: true,
        anonymousAuthEnabled: false,
        internalUserDatabaseEnabled: false,
        masterUserOptions: { masterUserArn: role("bootstrap") },
      },
      advancedOptions: { "rest.action.multi.allow_explicit_index": "true" }, // any other is refused from 2.0 on
      logPublishingOptions: [
        { logType: "ES_APPLICATION_LOGS", cloudwatchLogGroupArn: group("application"), enabled: true },
        { logType: "AUDIT_LOGS", cloudwatchLogGroupArn: group("audit"), enabled: true },
        { logType: "INDEX_SLOW_LOGS", cloudwatchLogGroupArn: group("index-slow"), enabled: true },
        { logType: "SEARCH_SLOW_LOGS", cloudwatchLogGroupArn: group("search-slow"), enabled: true },
      ],
      softwareUpdateOptions: { autoSoftwareUpdateEnabled: true },
      offPeakWindowOptions: { enabled: true, offPeakWindow: { windowStartTime: { hours: 12, minutes: 0 } } },
      tags: { Owner: "platform", Component: "SearchDomain", Name: "search-domain" },
    });
    expect(String(accessPolicies)).to.contain(`"${role("app-task")}"`);
    expectWellFormed(graph, ["Owner", "Component", "Name"]);
  });

  it("holds a zone back where asked, with masters of its own and Auto-Tune (3.1-2)", async () => {
    const graph = await register(build(STANDBY));
    const { clusterConfig, ebsOptions, autoTuneOptions } = graph.one(DOMAIN).inputs;
    expect({ clusterConfig, ebsOptions, autoTuneOptions }).to.deep.equal({
      clusterConfig: {
        instanceType: "r7g.large.search",
        instanceCount: 3,
        dedicatedMasterEnabled: true,
        dedicatedMasterType: "m7g.large.search",
        dedicatedMasterCount: 3,
        zoneAwarenessEnabled: true,
        zoneAwarenessConfig: { availabilityZoneCount: 3 },
        multiAzWithStandbyEnabled: true,
        warmEnabled: false,
      },
      ebsOptions: { ebsEnabled: true, volumeType: "gp3", volumeSize: 100, iops: 3000, throughput: 125 },
      autoTuneOptions: { desiredState: "ENABLED", rollbackOnDisable: "NO_ROLLBACK", useOffPeakWindow: true },
    });
  });

  it("spreads over two zones without masters or standby", async () => {
    const graph = await register(
      build({
        subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0b2c3d4e5f6071829"],
        dataNodes: { type: "m6g.large.search", count: 4 },
        volume: 1000,
        volumeIops: 8000,
        volumeThroughput: 500,
        offPeakStart: 3,
      }),
    );
    const { clusterConfig, ebsOptions, offPeakWindowOptions } = graph.one(DOMAIN).inputs;
    expect(clusterConfig).to.deep.include({
      instanceCount: 4,
      zoneAwarenessConfig: { availabilityZoneCount: 2 },
      multiAzWithStandbyEnabled: false,
    });
    expect(ebsOptions).to.deep.include({ volumeSize: 1000, iops: 8000, throughput: 500 });
    expect(offPeakWindowOptions).to.deep.include({ offPeakWindow: { windowStartTime: { hours: 18, minutes: 0 } } });
  });

  it("spreads over three zones without holding one back", async () => {
    const graph = await register(build({ ...STANDBY, standby: false, masterNodes: undefined }));
    expect(graph.one(DOMAIN).inputs.clusterConfig).to.deep.include({
      zoneAwarenessConfig: { availabilityZoneCount: 3 },
      dedicatedMasterEnabled: false,
      multiAzWithStandbyEnabled: false,
    });
  });

  it("has its logs and the right to write them before it exists", async () => {
    const graph = await register(build({ logRetention: 90 }));
    const domain = graph.one(DOMAIN);
    expect(graph.one(GROUP, "search-logs-audit").inputs).to.deep.equal({
      region: "ap-northeast-1",
      name: "/aws/opensearch/domains/kumiki-dev-search/audit",
      retentionInDays: 90,
      kmsKeyId: LOGS_KEY,
      tags: { Component: "SearchLogs", Name: "search-logs-audit" },
    });
    const policy = graph.one(LOG_POLICY);
    expect(policy.inputs.policyName).to.equal("kumiki-dev-search-domain-logs");
    expect(policyOf(policy, "policyDocument").Statement).to.deep.equal([
      {
        Sid: "WrittenByDomain",
        Effect: "Allow",
        Principal: { Service: "es.amazonaws.com" },
        Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:PutLogEventsBatch"],
        Resource: ["application", "audit", "index-slow", "search-slow"].map((log) => `${group(log)}:*`),
        Condition: {
          StringEquals: { "aws:SourceAccount": "123456789012" },
          ArnLike: { "aws:SourceArn": DOMAIN_ARN },
        },
      },
    ]);
    expect(domain.dependencies).to.include(policy.urn);
    expect(graph.ofType(GROUP).map(({ urn }) => domain.dependencies.includes(urn))).to.deep.equal([
      true,
      true,
      true,
      true,
    ]);
  });

  it("creates the service's role only where asked, before the domain, and leaves it to others in the end", async () => {
    const graph = await register(build({ createServiceLinkedRole: true }));
    const created = graph.one(SERVICE_ROLE);
    expect(created.inputs).to.deep.equal({
      awsServiceName: "opensearchservice.amazonaws.com",
      description: "Lets OpenSearch Service place search domains in networks of this account.",
      tags: { Component: "SearchDomain", Name: "search-service-role" },
    });
    expect(created.id).to.equal(
      "arn:aws:iam::123456789012:role/aws-service-role/opensearchservice.amazonaws.com/" +
        "AWSServiceRoleForAmazonOpenSearchService",
    );
    expect(created.options.retainOnDelete).to.equal(true);
    expect(graph.one(DOMAIN).dependencies).to.include(created.urn);
    expect(namesOf(await register(build()), SERVICE_ROLE)).to.deep.equal([]);
  });

  it("cannot be deleted by accident, and has time for changes that move all data", async () => {
    const { options } = (await register(build())).one(DOMAIN);
    expect(options.protect).to.equal(true);
    expect(options.customTimeouts).to.deep.equal({ create: "2h", update: "8h", delete: "2h" });
    expect((await register(build({ protect: false }))).one(DOMAIN).options.protect).to.equal(undefined);
  });

  it("lets people sign in through their identity provider, none of them as master (5.1-6)", async () => {
    const saml = { entityId: "https://login.example.com", metadata: "<EntityDescriptor/>" };
    const graph = await register(build({ saml }));
    expect(graph.one(SAML).inputs).to.deep.equal({
      region: "ap-northeast-1",
      domainName: "kumiki-dev-search",
      samlOptions: {
        enabled: true,
        idp: { entityId: "https://login.example.com", metadataContent: "<EntityDescriptor/>" },
        rolesKey: "roles",
        sessionTimeoutMinutes: 60,
      },
    });
    expect(graph.one(SAML).propertyDependencies.domainName).to.deep.equal([graph.one(DOMAIN).urn]);
    expect(namesOf(await register(build()), SAML)).to.deep.equal([]);
    const asked = await register(
      build({ saml: { ...saml, rolesKey: "groups", subjectKey: "email", sessionTimeout: 1440 } }),
    );
    expect(asked.one(SAML).inputs.samlOptions).to.deep.include({
      rolesKey: "groups",
      subjectKey: "email",
      sessionTimeoutMinutes: 1440,
    });
  });

  it("gives its outputs", async () => {
    const graph = await register(build());
    const domain = graph.one(DOMAIN);
    expect(domain.outputs.endpoint).to.match(
      /^vpc-kumiki-dev-search-[a-z0-9]{26}\.ap-northeast-1\.es\.amazonaws\.com$/,
    );
    expect(graph.one(COMPONENT).outputs).to.deep.equal({
      arn: DOMAIN_ARN,
      domainName: "kumiki-dev-search",
      domainId: "123456789012/kumiki-dev-search",
      endpoint: domain.outputs.endpoint,
      dashboardEndpoint: `${domain.outputs.endpoint}/_dashboards`,
      logGroupNames: {
        application: "/aws/opensearch/domains/kumiki-dev-search/application",
        audit: "/aws/opensearch/domains/kumiki-dev-search/audit",
        indexSlow: "/aws/opensearch/domains/kumiki-dev-search/index-slow",
        searchSlow: "/aws/opensearch/domains/kumiki-dev-search/search-slow",
      },
      metricDimensions: { DomainName: "kumiki-dev-search", ClientId: "123456789012" },
      replicas: 0,
    });
    expect((await register(build(STANDBY))).one(COMPONENT).outputs.replicas).to.equal(2);
  });

  it("tells the bootstrap where the domain is, which roles it has and what it contains", async () => {
    const content = { ingestPipelines: [], indexTemplates: [], retentionPolicies: [], auditConfig: { enabled: true } };
    const { settings, endpoint } = await registerOutputs(() => {
      const domain = build()();
      return { settings: domain.settings(content), endpoint: domain.endpoint };
    });
    expect(settings).to.deep.include({ endpoint, ...content });
    expect(settings).to.have.nested.property("roles[0].name", "writer");
    expect(settings).to.have.deep.nested.property("roles[0].backendRoles", [role("app-task")]);
  });

  it("grants calls to its clients by name, and to others by path", async () => {
    const outputs = await registerOutputs(() => {
      const domain = build()();
      const [writer] = domain.clientGrants("writer");
      const other = domain.httpGrant("ReadHealth", ["Get"], ["_cluster/health"]);
      return { sid: writer?.sid, actions: writer?.actions, resources: writer?.resources, other };
    });
    expect(outputs.sid).to.equal("SearchWriter");
    expect(outputs.actions).to.deep.equal([
      "es:ESHttpDelete",
      "es:ESHttpGet",
      "es:ESHttpHead",
      "es:ESHttpPost",
      "es:ESHttpPut",
    ]);
    expect(outputs.resources).to.include(`${DOMAIN_ARN}/documents-*`);
    expect(outputs.other).to.deep.equal({
      sid: "ReadHealth",
      actions: ["es:ESHttpGet"],
      resources: [`${DOMAIN_ARN}/_cluster/health`],
    });
    expect((await registerError(() => build()().clientGrants("reader"))).message).to.equal(
      'there is no client "reader"; there are: writer.',
    );
  });

  it("lets a caller change what no argument does", async () => {
    const graph = await register(
      build({
        transform: {
          domain: (args) => ({ ...args, deploymentStrategyOptions: { deploymentStrategy: "CapacityOptimized" } }),
        },
      }),
    );
    const { deploymentStrategyOptions, domainName } = graph.one(DOMAIN).inputs;
    expect({ deploymentStrategyOptions, domainName }).to.deep.equal({
      deploymentStrategyOptions: { deploymentStrategy: "CapacityOptimized" },
      domainName: "kumiki-dev-search",
    });
  });

  it("has an example that stands alone", async () => {
    const graph = await register(searchDomain);
    expect(graph.one(DOMAIN).inputs.domainName).to.equal("kumiki-dev-search");
    expect(namesOf(graph, SERVICE_ROLE)).to.deep.equal(["search-service-role"]);
  });
});
