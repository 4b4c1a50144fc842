import { expect } from "chai";
import { fargateService } from "../../../examples/fargate-service";
import { namesOf, policyOf, register, registerOutputs } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";
import {
  ACCOUNT,
  DIGEST,
  loadBalancer,
  REGION,
  REGISTRY,
  ROLE_POLICY,
  SERVICE,
  service,
  TASK_DEFINITION,
} from "./service-fixture";

// Mocks cannot show whether a task starts; they show what ECS is told, in which order, and what each role may do.

const ROLE = "aws:iam/role:Role";

describe("FargateService", () => {
  it("is built from the example, in a cluster that has its capacity providers by then", async () => {
    const graph = await register(fargateService);
    const providers = graph.one("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders");
    expect(graph.one(SERVICE).dependencies).to.include(providers.urn);
    expect(graph.one(SERVICE).inputs.cluster).to.equal(graph.one("aws:ecs/cluster:Cluster").id);
    expectWellFormed(graph);
  });

  it("runs without a public address, in the subnets and the security group it is given", async () => {
    expect((await register(service())).one(SERVICE).inputs.networkConfiguration).to.deep.equal({
      assignPublicIp: false,
      securityGroups: ["sg-0c3d4e5f607182930"],
      subnets: ["subnet-0a1b2c3d4e5f60718", "subnet-0b2c3d4e5f6071829"],
    });
  });

  it("leaves the number of tasks to the scaler after the first deployment", async () => {
    const created = (await register(service({ count: { min: 2, max: 8, desired: 3 } }))).one(SERVICE);
    expect(created.inputs.desiredCount).to.equal(3);
    expect(created.options.ignoreChanges).to.deep.equal(["desiredCount"]);
  });

  it("names capacity providers and never a launch type, which would exclude them", async () => {
    const { inputs } = (await register(service())).one(SERVICE);
    expect(inputs).not.to.have.property("launchType");
    expect(inputs.capacityProviderStrategies).to.deep.equal([{ base: 1, capacityProvider: "FARGATE", weight: 1 }]);
    expect(inputs.forceNewDeployment).to.equal(true);
  });

  for (const [what, capacity, strategies] of [
    [
      "a base on demand and the rest mostly on Spot",
      { onDemandBase: 3, onDemandWeight: 1, spotWeight: 2 },
      [
        { base: 3, capacityProvider: "FARGATE", weight: 1 },
        { base: 0, capacityProvider: "FARGATE_SPOT", weight: 2 },
      ],
    ],
    [
      "Spot only",
      { onDemandBase: 0, onDemandWeight: 0, spotWeight: 1 },
      [{ base: 0, capacityProvider: "FARGATE_SPOT", weight: 1 }],
    ],
  ] as const) {
    it(`runs on ${what}`, async () => {
      const { inputs } = (await register(service({ capacity }))).one(SERVICE);
      expect(inputs.capacityProviderStrategies).to.deep.equal(strategies);
    });
  }

  it("spreads over zones, tags its tasks, allows no shell and waits until it is healthy", async () => {
    expect((await register(service())).one(SERVICE).inputs).to.include({
      availabilityZoneRebalancing: "ENABLED",
      deploymentMaximumPercent: 200,
      enableEcsManagedTags: true,
      enableExecuteCommand: false,
      propagateTags: "SERVICE",
      waitForSteadyState: true,
    });
  });

  it("keeps an encrypted log for a limited time, created before the first line", async () => {
    const graph = await register(service({ logRetention: 90 }));
    const log = graph.one("aws:cloudwatch/logGroup:LogGroup");
    expect(log.inputs).to.include({ name: "/ecs/kumiki-dev-app", retentionInDays: 90 });
    expect(log.inputs.kmsKeyId).to.equal(`arn:aws:kms:${REGION}:${ACCOUNT}:key/5b7c2f0a-3a41-4c57-8a0e-6e1f0d9c2b34`);
    expect(graph.one(TASK_DEFINITION).dependencies).to.include(log.urn);
  });

  it("finds others and is found through Service Connect, if asked to", async () => {
    const namespaceArn = `arn:aws:servicediscovery:${REGION}:${ACCOUNT}:namespace/ns-abcdefghij012345`;
    const services = async (serviceConnect: { namespaceArn: string; name?: string; port?: number }) =>
      (await register(service({ serviceConnect }))).one(SERVICE).inputs.serviceConnectConfiguration;
    expect(await services({ namespaceArn, name: "traces", port: 4317 })).to.deep.include({
      enabled: true,
      namespace: namespaceArn,
      services: [{ clientAlias: [{ dnsName: "traces", port: 4317 }], discoveryName: "traces", portName: "app" }],
    });
    expect(await services({ namespaceArn })).to.deep.include({ services: [] });
    expect((await register(service())).one(SERVICE).inputs).not.to.have.property("serviceConnectConfiguration");
  });

  it("lets a caller change what would be created, as a last resort", async () => {
    const graph = await register(
      service({
        loadBalancer,
        transform: {
          taskDefinition: (args) => ({ ...args, ephemeralStorage: { sizeInGib: 50 } }),
          service: (args) => ({ ...args, healthCheckGracePeriodSeconds: 300 }),
          targetGroup: (args) => ({ ...args, slowStart: 0 }),
        },
      }),
    );
    expect(graph.one(TASK_DEFINITION).inputs.ephemeralStorage).to.deep.equal({ sizeInGib: 50 });
    expect(graph.one(SERVICE).inputs.healthCheckGracePeriodSeconds).to.equal(300);
    expect(graph.one("aws:lb/targetGroup:TargetGroup").inputs.slowStart).to.equal(0);
  });

  it("gives what other parts refer to it by", async () => {
    const outputs = await registerOutputs(() => {
      const { serviceName, serviceArn, taskRoleName, taskRoleArn, logGroupName, targetGroupArns } = service()();
      return { serviceName, serviceArn, taskRoleName, taskRoleArn, logGroupName, targetGroupArns };
    });
    expect(outputs).to.deep.include({
      logGroupName: "/ecs/kumiki-dev-app",
      serviceArn: `arn:aws:ecs:${REGION}:${ACCOUNT}:service/main/${outputs.serviceName}`,
      targetGroupArns: [],
      taskRoleArn: `arn:aws:iam::${ACCOUNT}:role/kumiki-dev-app-task`,
      taskRoleName: "kumiki-dev-app-task",
    });
  });
});

describe("the roles of a FargateService", () => {
  const secret = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:app-AbCdEf`;

  it("are two: the application does not hold what starts its task", async () => {
    const taskGrants = [{ sid: "ReadData", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::data/*"] }];
    const graph = await register(service({ taskGrants, secrets: { TOKEN: secret } }));
    const actions = (role: string) =>
      policyOf(graph.one(ROLE_POLICY, `app-${role}-policy`)).Statement.flatMap((statement) => statement.Action);
    expect(actions("task-role")).to.deep.equal(["s3:GetObject"]);
    expect(actions("execution-role")).to.deep.equal([
      "ecr:GetAuthorizationToken",
      "ecr:BatchCheckLayerAvailability",
      "ecr:BatchGetImage",
      "ecr:GetDownloadUrlForLayer",
      "logs:CreateLogStream",
      "logs:PutLogEvents",
      "secretsmanager:GetSecretValue",
      "kms:Decrypt",
    ]);
    const { taskRoleArn, executionRoleArn } = graph.one(TASK_DEFINITION).inputs;
    expect(taskRoleArn).to.equal(graph.one(ROLE, "app-task-role").outputs.arn);
    expect(executionRoleArn).to.equal(graph.one(ROLE, "app-execution-role").outputs.arn);
  });

  it("let ECS pull one repository, write one log and read the named secrets only", async () => {
    const graph = await register(service({ secrets: { B: `${secret}:password::`, A: secret } }));
    const statements = policyOf(graph.one(ROLE_POLICY, "app-execution-role-policy")).Statement;
    expect(Object.fromEntries(statements.map(({ Sid, Resource }) => [Sid, Resource]))).to.deep.equal({
      LogInToRegistry: ["*"],
      PullImages: [`arn:aws:ecr:${REGION}:${ACCOUNT}:repository/kumiki/app`],
      WriteLogs: [`arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/ecs/kumiki-dev-app:*`],
      ReadSecrets: [secret, secret],
      DecryptSecrets: [`arn:aws:kms:${REGION}:${ACCOUNT}:key/*`],
    });
    expect(statements.at(-1)?.Condition).to.deep.equal({
      StringEquals: {
        "kms:EncryptionContext:SecretARN": [secret, secret],
        "kms:ViaService": `secretsmanager.${REGION}.amazonaws.com`,
      },
    });
  });

  it("pull nothing from a private registry when every image is public", async () => {
    const graph = await register(service({ image: `public.ecr.aws/nginx/nginx@${DIGEST}` }));
    const [first] = policyOf(graph.one(ROLE_POLICY, "app-execution-role-policy")).Statement;
    expect(first?.Sid).to.equal("WriteLogs");
  });

  it("are assumed for tasks of this account and region only", async () => {
    const graph = await register(service());
    for (const role of ["app-task-role", "app-execution-role"]) {
      const [statement] = policyOf(graph.one(ROLE, role), "assumeRolePolicy").Statement;
      expect(statement?.Condition).to.deep.equal({
        ArnLike: { "aws:SourceArn": `arn:aws:ecs:${REGION}:${ACCOUNT}:*` },
        StringEquals: { "aws:SourceAccount": ACCOUNT },
      });
    }
  });

  it("are complete before the first task starts", async () => {
    const graph = await register(service({ secrets: { TOKEN: secret }, executeCommand: true }));
    expect(graph.one(SERVICE).dependencies).to.include.members([
      graph.one(ROLE_POLICY, "app-execution-role-policy").urn,
      graph.one(ROLE_POLICY, "app-task-role-policy").urn,
    ]);
  });

  it("open no shell unless asked to", async () => {
    expect(namesOf(await register(service()), ROLE_POLICY)).to.deep.equal(["app-execution-role-policy"]);
    const graph = await register(service({ executeCommand: true }));
    expect(policyOf(graph.one(ROLE_POLICY, "app-task-role-policy")).Statement.map(({ Sid }) => Sid)).to.deep.equal([
      "OpenShell",
    ]);
  });

  it("stay within the boundary they are given, all of them", async () => {
    const permissionsBoundaryArn = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
    const deployment = { strategy: "BLUE_GREEN" } as const;
    const graph = await register(service({ permissionsBoundaryArn, loadBalancer, deployment }));
    expect(graph.ofType(ROLE).map((role) => role.inputs.permissionsBoundary)).to.deep.equal([
      permissionsBoundaryArn,
      permissionsBoundaryArn,
      permissionsBoundaryArn,
    ]);
  });

  it("let the collector's private image be pulled as well", async () => {
    const collectorImage = `${REGISTRY}/kumiki/collector@${DIGEST}`;
    const graph = await register(service({ telemetry: { collectorImage } }));
    const pull = policyOf(graph.one(ROLE_POLICY, "app-execution-role-policy")).Statement[1];
    expect(pull?.Resource).to.deep.equal([
      `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/kumiki/app`,
      `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/kumiki/collector`,
    ]);
  });
});
