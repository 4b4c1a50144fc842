import { Provider } from "@pulumi/aws/provider";
import { expect } from "chai";
import { ImageRepository, type ImageRepositoryArgs } from "../../../components/compute/image-repository";
import { serviceImages } from "../../../examples/image-repository";
import { namesOf, register, registerError, registerOutputs } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";

// awsx runs in its own process; what it registers there is modelled, and no image is ever built in a test.

const REPOSITORY = "aws:ecr/repository:Repository";
const SCANNING = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration";
const REPLICATION = "aws:ecr/replicationConfiguration:ReplicationConfiguration";
const KEY = "arn:aws:kms:ap-northeast-1:123456789012:key/data";

const ARGS: ImageRepositoryArgs = {
  region: "ap-northeast-1",
  accountId: "123456789012",
  namePrefix: "kumiki-dev",
  repositoryName: "app",
  kmsKeyArn: KEY,
};
const REPLICA = { region: "ap-northeast-3", kmsKeyArn: "arn:aws:kms:ap-northeast-3:123456789012:key/data" };

const build = (changes: Partial<ImageRepositoryArgs> = {}) =>
  register(() => new ImageRepository("images", { ...ARGS, ...changes }));

describe("ImageRepository", () => {
  it("never lets a tag change its meaning, encrypts by the platform's key, scans, and keeps what it holds", async () => {
    const graph = await build();
    const { tags, ...inputs } = graph.one(REPOSITORY).inputs;
    expect(inputs).to.deep.equal({
      region: "ap-northeast-1",
      name: "kumiki-dev/app",
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: KEY }],
      forceDelete: false,
    });
    expect(tags).to.deep.equal({ Component: "ImageRepository", Name: "images-repository" });
    expectWellFormed(graph);
  });

  it("has Pulumi refuse to delete a repository, there and here, unless told to", async () => {
    const kept = async (changes: Partial<ImageRepositoryArgs>) =>
      (await build({ replica: REPLICA, ...changes })).ofType(REPOSITORY).map(({ options }) => options.protect ?? false);
    expect(await kept({})).to.deep.equal([true, true]);
    expect(await kept({ protect: false })).to.deep.equal([false, false]);
  });

  it("drops untagged images after a week and all but the youngest hundred", async () => {
    expect((await build()).one("aws:ecr/lifecyclePolicy:LifecyclePolicy").inputs).to.deep.equal({
      region: "ap-northeast-1",
      repository: "kumiki-dev/app",
      policy: {
        rules: [
          {
            rulePriority: 1,
            description: "untagged images",
            selection: { tagStatus: "untagged", countType: "sinceImagePushed", countNumber: 7, countUnit: "days" },
            action: { type: "expire" },
          },
          {
            rulePriority: 2,
            description: "oldest images",
            selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 100 },
            action: { type: "expire" },
          },
        ],
      },
    });
  });

  it("gives out its address, and an ARN for policies", async () => {
    const outputs = await registerOutputs(() => {
      const { repositoryUrl, repositoryArn, replicaUrl } = new ImageRepository("images", { ...ARGS, replica: REPLICA });
      return { repositoryUrl, repositoryArn, replicaUrl };
    });
    expect(outputs).to.deep.equal({
      repositoryUrl: "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/kumiki-dev/app",
      repositoryArn: "arn:aws:ecr:ap-northeast-1:123456789012:repository/kumiki-dev/app",
      replicaUrl: "123456789012.dkr.ecr.ap-northeast-3.amazonaws.com/kumiki-dev/app",
    });
  });

  it("builds nothing unless told to", async () => {
    expect(namesOf(await build(), "awsx:ecr:Image")).to.deep.equal([]);
  });

  it("builds for Graviton, and names the image by digest", async () => {
    const graph = await register(serviceImages);
    expect(graph.one("awsx:ecr:Image").inputs).to.deep.equal({
      repositoryUrl: "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/kumiki-dev/app",
      imageTag: "app-build",
      context: "./app",
      platform: "linux/arm64",
    });
    const outputs = await registerOutputs(() => ({ image: serviceImages().imageUri }));
    expect(outputs.image).to.match(
      /^123456789012\.dkr\.ecr\.ap-northeast-1\.amazonaws\.com\/kumiki-dev\/app@sha256:[0-9a-f]{64}$/,
    );
  });

  it("lets only the build's own tag move, so that a second build can be pushed", async () => {
    const graph = await register(
      () => new ImageRepository("images", { ...ARGS, replica: REPLICA, build: { context: "." } }),
    );
    for (const { inputs } of graph.ofType(REPOSITORY)) {
      expect(inputs).to.deep.include({
        imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
        imageTagMutabilityExclusionFilters: [{ filter: "app-build", filterType: "WILDCARD" }],
      });
    }
  });

  it("leaves the registry's settings to the account's owner", async () => {
    const graph = await build({ replica: REPLICA });
    expect([...namesOf(graph, SCANNING), ...namesOf(graph, REPLICATION)]).to.deep.equal([]);
  });

  it("scans everything pushed to the account's registry", async () => {
    const graph = await build({ accountOwner: true });
    expect(graph.one(SCANNING).inputs).to.deep.equal({
      region: "ap-northeast-1",
      scanType: "BASIC",
      rules: [{ scanFrequency: "SCAN_ON_PUSH", repositoryFilters: [{ filter: "*", filterType: "WILDCARD" }] }],
    });
    expect(namesOf(graph, REPLICATION)).to.deep.equal([]);
  });

  it("copies the platform's images, and no others, into a repository as strict as the first", async () => {
    const graph = await build({ accountOwner: true, replica: REPLICA });
    expect(graph.one(REPLICATION).inputs).to.deep.equal({
      region: "ap-northeast-1",
      replicationConfiguration: {
        rules: [
          {
            destinations: [{ region: "ap-northeast-3", registryId: "123456789012" }],
            repositoryFilters: [{ filter: "kumiki-dev/", filterType: "PREFIX_MATCH" }],
          },
        ],
      },
    });
    expect(graph.one(REPOSITORY, "images-replica").inputs).to.deep.include({
      region: "ap-northeast-3",
      name: "kumiki-dev/app",
      imageTagMutability: "IMMUTABLE",
      encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: REPLICA.kmsKeyArn }],
    });
  });

  it("hands its provider on to what awsx creates", async () => {
    const graph = await register(() => {
      const aws = new Provider("aws", { region: "ap-northeast-1", allowedAccountIds: ["210987654321"] });
      new ImageRepository("images", { ...ARGS, accountId: "210987654321" }, { providers: [aws] });
    });
    expect(graph.one(REPOSITORY).provider).to.equal(graph.one("pulumi:providers:aws").urn);
    expect(graph.one(REPOSITORY).outputs.arn).to.equal(
      "arn:aws:ecr:ap-northeast-1:210987654321:repository/kumiki-dev/app",
    );
  });

  it("reports everything that is wrong with its arguments at once", async () => {
    const error = await registerError(
      () =>
        new ImageRepository("images", {
          ...ARGS,
          accountId: "1",
          repositoryName: "App",
          retainedImages: 9,
          replica: { ...REPLICA, region: "ap-northeast-1" },
          build: { context: "" },
        }),
    );
    expect(error.message).to.equal(
      [
        'ImageRepository "images" cannot be created:',
        '  - accountId must be exactly 12 digits, got "1".',
        "  - namePrefix and repositoryName must be lower-case letters, digits and single dashes, 256 characters at most, " +
          'got "kumiki-dev/App".',
        "  - retainedImages must be a whole number in 10-10000, got 9.",
        '  - replica.region must differ from region, got "ap-northeast-1" for both.',
        '  - build.context must be a folder, got "".',
      ].join("\n"),
    );
  });
});
