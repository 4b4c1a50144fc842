import { expect } from "chai";
import { VpcEndpoints, type VpcEndpointsArgs } from "../../../components/network/vpc-endpoints";
import { vpcEndpoints } from "../../../examples/vpc-endpoints";
import { namesOf, policyOf, register, registerError } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";

// Mocks cannot show that a service offers an endpoint in a region; they show which one is asked for, and who may use it.

const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";

const ARGS: VpcEndpointsArgs = {
  region: "ap-northeast-3",
  accountId: "123456789012",
  vpcId: "vpc-0123456789abcdef0",
  subnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
  securityGroupId: "sg-0123456789abcdef0",
  services: ["ecr.api"],
};

function build(overrides: Partial<VpcEndpointsArgs> = {}): () => VpcEndpoints {
  return () => new VpcEndpoints("endpoints", { ...ARGS, ...overrides });
}

describe("VpcEndpoints", () => {
  it("answers under the service's public name, in every subnet, behind the given group", async () => {
    const { policy, tags, ...inputs } = (await register(build())).one(ENDPOINT).inputs;
    expect(inputs).to.deep.equal({
      region: "ap-northeast-3",
      vpcId: "vpc-0123456789abcdef0",
      vpcEndpointType: "Interface",
      serviceName: "com.amazonaws.ap-northeast-3.ecr.api",
      subnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
      securityGroupIds: ["sg-0123456789abcdef0"],
      privateDnsEnabled: true,
    });
    expect(tags).to.deep.equal({ Component: "VpcEndpoints", Name: "endpoints-ecr-api" });
  });

  const own = {
    Sid: "OwnPrincipalsAndResources",
    Effect: "Allow",
    Principal: "*",
    Action: ["*"],
    Resource: ["*"],
    Condition: {
      StringEquals: { "aws:PrincipalAccount": "123456789012" },
      StringEqualsIfExists: { "aws:ResourceAccount": "123456789012" },
    },
  };
  const statementsOf = async (service: string, overrides: Partial<VpcEndpointsArgs> = {}) =>
    policyOf((await register(build({ services: [service], ...overrides }))).one(ENDPOINT)).Statement;

  for (const service of ["ecr.api", "ecr.dkr", "logs", "secretsmanager", "sqs", "sts"]) {
    it(`lets principals of its account reach resources of its account, and nothing else, through ${service}`, async () => {
      expect(await statementsOf(service)).to.deep.equal([own]);
    });
  }

  it("lets images of named accounts be pulled, not pushed, through the endpoints of ECR alone", async () => {
    const pull = {
      Sid: "ImagesOfOtherAccounts",
      Effect: "Allow",
      Principal: "*",
      Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      Resource: [
        "arn:aws:ecr:ap-northeast-3:210987654321:repository/*",
        "arn:aws:ecr:ap-northeast-3:111122223333:repository/*",
      ],
      Condition: { StringEquals: { "aws:PrincipalAccount": "123456789012" } },
    };
    const imageAccountIds = ["210987654321", "111122223333"];
    expect(await statementsOf("ecr.api", { imageAccountIds })).to.deep.equal([own, pull]);
    expect(await statementsOf("ecr.dkr", { imageAccountIds })).to.deep.equal([own, pull]);
    expect(await statementsOf("sqs", { imageAccountIds })).to.deep.equal([own]);
  });

  it("lets the parameters AWS publishes be read, which belong to no account", async () => {
    expect(await statementsOf("ssm")).to.deep.equal([
      own,
      {
        Sid: "PublicParameters",
        Effect: "Allow",
        Principal: "*",
        Action: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
        Resource: ["arn:aws:ssm:ap-northeast-3::parameter/aws/service/*"],
        Condition: { StringEquals: { "aws:PrincipalAccount": "123456789012" } },
      },
    ]);
  });

  it("keeps the others as they are when a service is added", async () => {
    const [one, two] = [await register(build()), await register(build({ services: ["sqs", "ecr.api"] }))];
    for (const old of one.ofType(ENDPOINT)) expect(two.get(old.urn)?.inputs).to.deep.equal(old.inputs);
  });

  it("creates nothing when no service is named", async () => {
    const graph = await register(build({ services: [], subnetIds: [] }));
    expect(graph.ofType(ENDPOINT)).to.deep.equal([]);
  });

  it("refuses everything that is wrong at once", async () => {
    const error = await registerError(
      build({
        services: ["sqs", "sqs", "s3", "com.amazonaws.ap-northeast-3.logs"],
        subnetIds: [],
        accountId: "1",
        imageAccountIds: ["12345"],
      }),
    );
    expect(error.message.split("\n")).to.deep.equal([
      'VpcEndpoints "endpoints" cannot be created:',
      '  - accountId must be exactly 12 digits, got "1".',
      '  - services contains "sqs" twice.',
      '  - services must not name "s3", which has a gateway endpoint; remove it.',
      '  - services must be ends of endpoint names, such as "ecr.api", got "com.amazonaws.ap-northeast-3.logs".',
      "  - subnetIds must have at least one subnet for the endpoints to stand in, got none.",
      '  - imageAccountIds must be exactly 12 digits, got "12345".',
    ]);
  });

  it("is built by its example, one endpoint a service", async () => {
    const graph = await register(vpcEndpoints);
    expect(namesOf(graph, ENDPOINT)).to.deep.equal(["endpoints-ecr-api", "endpoints-ecr-dkr", "endpoints-logs"]);
    expectWellFormed(graph);
  });
});
