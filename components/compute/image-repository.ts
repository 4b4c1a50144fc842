import * as ecr from "@pulumi/aws/ecr";
import * as awsx from "@pulumi/awsx/ecr";
import type * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import { awsArn } from "../shared/naming";
import { Problems } from "../shared/validate";

/**
 * A Dockerfile to build and push with every deployment that finds it changed.
 *
 * Each build takes the tag `<repositoryName>-build` from the one before, which goes as untagged a week later: who needs
 * to roll back further keeps the images a pipeline has tagged. It is the one tag that can move.
 */
export interface ImageBuild {
  /** Folder sent to the builder. */
  readonly context: string;
  /** Path of the Dockerfile. @default - `Dockerfile` in the context */
  readonly dockerfile?: string;
}

export interface ImageReplica {
  /** Region of the copies; another than the repository's. Changing it replaces them. */
  readonly region: string;
  /** Key of that region. Changing it replaces the repository of copies. */
  readonly kmsKeyArn: pulumi.Input<string>;
}

export interface ImageRepositoryArgs extends PlatformArgs {
  /** Region of the repository. Changing it replaces the repository. */
  readonly region: string;
  /** AWS account of the registry, 12 digits. */
  readonly accountId: string;
  /** Start of the name: `<namePrefix>/<repositoryName>`. What is copied to another region is chosen by it. */
  readonly namePrefix: string;
  /** Rest of the name: lower-case letters, digits and single dashes. Changing it replaces the repository. */
  readonly repositoryName: string;
  /** Key the images are encrypted by. Changing it replaces the repository. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /**
   * How many images are kept, the youngest first, 10-10000. An image that still runs does not count as used: the number
   * must cover every release that may be deployed or rolled back to.
   * @default 100
   */
  readonly retainedImages?: number;
  /**
   * Image to build where the deployment runs; that machine needs Docker and the right to push.
   * @default - nothing is built; images arrive from a pipeline
   */
  readonly build?: ImageBuild;
  /** Repository of the same name elsewhere, for a start without this region. @default - none */
  readonly replica?: ImageReplica;
  /**
   * Whether Pulumi refuses to delete or replace a repository, and with it the images a rollback needs.
   * @default true - one that holds images is not deleted by ECR either
   */
  readonly protect?: boolean;
  /**
   * Whether this stack sets what exists once per account and region: how the registry scans, and what it copies.
   * Without it a replica stays empty until the owner's registry copies `<namePrefix>/`.
   * @default false - two stacks of one account would take turns in overwriting it
   */
  readonly accountOwner?: boolean;
}

const UNTAGGED_DAYS = 7;

/** The tasks of the platform run on Graviton. */
const PLATFORM = "linux/arm64";

/**
 * A repository whose tags never change their meaning: immutable, encrypted by the platform's key, scanned on push,
 * emptied of what nobody tagged; in another region too, if wanted.
 *
 * ```ts
 * const images = new ImageRepository("images", {
 *   region, accountId, namePrefix, repositoryName: "app", kmsKeyArn: keys.arn("data"),
 *   build: { context: "./app" },
 * });
 * new FargateService("app", { image: images.imageUri, ... });
 * ```
 *
 * Default settings: untagged images go after 7 days, tagged ones beyond the youngest 100; a repository that holds
 * images is not destroyed; nobody outside the account reads it.
 *
 * It does not copy images that were pushed before the copying was set up, and copies no deletions.
 */
export class ImageRepository extends PlatformComponent {
  /** `<account>.dkr.ecr.<region>.amazonaws.com/<name>`. */
  readonly repositoryUrl: pulumi.Output<string>;
  readonly repositoryArn: pulumi.Output<string>;
  /** The same in the other region; undefined without a `replica`. */
  readonly replicaUrl: pulumi.Output<string> | undefined;
  /** The image built, by digest; undefined without a `build`. */
  readonly imageUri: pulumi.Output<string> | undefined;

  constructor(name: string, args: ImageRepositoryArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:compute:ImageRepository", name, args, options);
    const fullName = checkedName(name, args);
    const repository = this.createRepository("repository", fullName, args, args);
    this.repositoryUrl = repository.url;
    this.repositoryArn = arnOnceCreated(repository, fullName, args);
    this.replicaUrl = args.replica && this.createRepository("replica", fullName, args.replica, args).url;
    if (args.accountOwner === true) this.configureRegistry(args);
    this.imageUri = args.build && this.buildImage(args.build, args);
    this.registerOutputs({
      repositoryUrl: this.repositoryUrl,
      repositoryArn: this.repositoryArn,
      replicaUrl: this.replicaUrl,
      imageUri: this.imageUri,
    });
  }

  /** The copies' repository is created here too: one that ECR creates to copy into is mutable and has no such key. */
  private createRepository(
    suffix: string,
    name: string,
    { region, kmsKeyArn }: ImageReplica,
    { retainedImages = 100, build, repositoryName, protect = true }: ImageRepositoryArgs,
  ): awsx.Repository {
    return new awsx.Repository(
      this.childName(suffix),
      {
        region,
        name,
        ...(build === undefined
          ? { imageTagMutability: "IMMUTABLE" }
          : {
              imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
              imageTagMutabilityExclusionFilters: [{ filter: buildTag(repositoryName), filterType: "WILDCARD" }],
            }),
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: kmsKeyArn }],
        forceDelete: false,
        lifecyclePolicy: {
          rules: [
            { description: "untagged images", tagStatus: "untagged", maximumAgeLimit: UNTAGGED_DAYS },
            { description: "oldest images", tagStatus: "any", maximumNumberOfImages: retainedImages },
          ],
        },
        tags: this.tagsFor(suffix),
      },
      { ...this.remoteChild(), protect },
    );
  }

  private configureRegistry({ region, accountId, namePrefix, replica }: ImageRepositoryArgs): void {
    new ecr.RegistryScanningConfiguration(
      this.childName("scanning"),
      {
        region,
        scanType: "BASIC",
        rules: [{ scanFrequency: "SCAN_ON_PUSH", repositoryFilters: [{ filter: "*", filterType: "WILDCARD" }] }],
      },
      this.child(),
    );
    if (replica === undefined) return;
    new ecr.ReplicationConfiguration(
      this.childName("replication"),
      {
        region,
        replicationConfiguration: {
          rules: [
            {
              destinations: [{ region: replica.region, registryId: accountId }],
              repositoryFilters: [{ filter: `${namePrefix}/`, filterType: "PREFIX_MATCH" }],
            },
          ],
        },
      },
      this.child(),
    );
  }

  private buildImage(
    { context, dockerfile }: ImageBuild,
    { repositoryName }: ImageRepositoryArgs,
  ): pulumi.Output<string> {
    const image = new awsx.Image(
      this.childName("image"),
      {
        repositoryUrl: this.repositoryUrl,
        imageTag: buildTag(repositoryName),
        context,
        dockerfile,
        platform: PLATFORM,
      },
      this.remoteChild(),
    );
    return image.imageUri;
  }

  /** awsx works in a process of its own: the provider reaches it only when it is handed over. */
  private remoteChild(): pulumi.ComponentResourceOptions {
    const provider = this.getProvider("aws:ecr/repository:Repository");
    return { parent: this, ...(provider === undefined ? {} : { providers: [provider] }) };
  }
}

/**
 * Left alone, awsx makes the tag from the context's path, so that a second build could not be pushed to an immutable
 * repository; and it names its child by the tag, so that two repositories with one tag would collide.
 */
function buildTag(repositoryName: string): string {
  return `${repositoryName}-build`;
}

/** Known in advance, but given out only once the repository exists: a policy may name nothing else before. */
function arnOnceCreated(
  repository: awsx.Repository,
  name: string,
  { region, accountId }: ImageRepositoryArgs,
): pulumi.Output<string> {
  return repository.url.apply(() => awsArn("ecr", region, accountId, `repository/${name}`));
}

function checkedName(name: string, args: ImageRepositoryArgs): string {
  const fullName = `${args.namePrefix}/${args.repositoryName}`;
  const problems = new Problems();
  problems.accountId("accountId", args.accountId);
  problems.unless(
    /^[a-z0-9]+(-[a-z0-9]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/.test(fullName) && fullName.length <= 256,
    `namePrefix and repositoryName must be lower-case letters, digits and single dashes, 256 characters at most, got "${fullName}".`,
  );
  problems.range("retainedImages", args.retainedImages ?? 100, 10, 10000);
  problems.unless(
    args.replica?.region !== args.region,
    `replica.region must differ from region, got "${args.region}" for both.`,
  );
  problems.unless(args.build?.context !== "", 'build.context must be a folder, got "".');
  problems.throwFor(`ImageRepository "${name}"`);
  return fullName;
}
