import * as kms from "@pulumi/aws/kms";
import type * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import { entryOf } from "../shared/lookup";
import { Problems } from "../shared/validate";
import { keyPolicy } from "./key-policies";
import { KEY_PRINCIPALS } from "./key-principals";
import type { KeyPurpose } from "./key-purposes";

export interface KeysArgs extends PlatformArgs {
  /** Region of every key that names no other; key policies name it. Changing it replaces the keys. */
  readonly region: string;
  /** AWS account of the keys, 12 digits. */
  readonly accountId: string;
  /** Start of the aliases: `alias/<namePrefix>/<purpose>`. */
  readonly namePrefix: string;
  /** The classes of data, each with its key. `platformPurposes` lists those of the platform. */
  readonly purposes: readonly KeyPurpose[];
  /**
   * Time after which KMS makes new key material, in days, 90-2560. Old material keeps decrypting.
   * @default 365 - the interval the benchmarks ask for
   */
  readonly rotation?: number;
  /**
   * Time between the request to delete a key and its deletion, in days, 7-30; until then it can be taken back.
   * @default 30 - the longest there is, because a deleted key deletes everything it encrypted
   */
  readonly deletionWindow?: number;
  /** Region of the replicas of multi-region purposes. @default - no replicas */
  readonly replicaRegion?: string;
  /**
   * Whether deployments refuse to delete keys, and leave them in AWS should they vanish from the program.
   * @default true - only a stack whose data may be lost turns it off
   */
  readonly protect?: boolean;
}

type Resolved = Required<Omit<KeysArgs, "tags" | "permissionsBoundaryArn" | "replicaRegion">> &
  Pick<KeysArgs, "replicaRegion">;

/**
 * One customer-managed key per class of data, with rotation, an alias and a policy that lets roles of the account use
 * the key only through the services it is for.
 *
 * ```ts
 * const keys = new Keys("keys", { region, accountId, namePrefix, purposes: platformPurposes(choices) });
 * new Cache("cache", { kmsKeyArn: keys.arn("data"), ... });
 * ```
 *
 * Default settings: rotation every 365 days, 30 days to take a deletion back, protected, single-region.
 *
 * It does not grant anything to a role: a role still needs `kms:Decrypt` and the like in its own policy, for the key's
 * ARN. A service that is missing from a purpose's `services` is refused at run time with `AccessDenied`; name it there.
 */
export class Keys extends PlatformComponent {
  /** ARN of each key, by purpose. */
  readonly arns: Readonly<Record<string, pulumi.Output<string>>>;
  /** ARN of each replica, by purpose; empty without a `replicaRegion`. */
  readonly replicaArns: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: KeysArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:governance:Keys", name, args, options);
    const resolved = resolve(name, args);
    const keys = resolved.purposes.map((purpose) => [purpose, this.createKey(purpose, resolved)] as const);
    this.arns = byPurpose(keys);
    this.replicaArns = byPurpose(this.createReplicas(keys, resolved));
    this.registerOutputs({ arns: this.arns, replicaArns: this.replicaArns });
  }

  /** ARN of the key of a purpose. @throws if there is no such purpose */
  arn(purpose: string): pulumi.Output<string> {
    return entryOf("key purpose", this.arns, purpose);
  }

  /** ARN of the replica of a purpose. @throws if the purpose has none */
  replicaArn(purpose: string): pulumi.Output<string> {
    return entryOf("replicated key purpose", this.replicaArns, purpose);
  }

  private createKey(purpose: KeyPurpose, args: Resolved): kms.Key {
    const region = purpose.region ?? args.region;
    const key = new kms.Key(
      this.childName(purpose.name),
      {
        region,
        description: purpose.description,
        enableKeyRotation: true,
        rotationPeriodInDays: args.rotation,
        deletionWindowInDays: args.deletionWindow,
        multiRegion: purpose.multiRegion ?? false,
        policy: policyOf(purpose, region, args),
        tags: this.tagsFor(purpose.name),
      },
      this.child(kept(args)),
    );
    this.createAlias(purpose.name, region, key.keyId, args);
    return key;
  }

  private createReplicas(keys: readonly (readonly [KeyPurpose, kms.Key])[], args: Resolved) {
    const region = args.replicaRegion;
    if (region === undefined) return [];
    return keys
      .filter(([purpose]) => purpose.multiRegion === true)
      .map(([purpose, primary]) => {
        const suffix = `${purpose.name}-replica`;
        const replica = new kms.ReplicaKey(
          this.childName(suffix),
          {
            region,
            primaryKeyArn: primary.arn,
            description: purpose.description,
            deletionWindowInDays: args.deletionWindow,
            policy: policyOf(purpose, region, args),
            tags: this.tagsFor(suffix),
          },
          this.child(kept(args)),
        );
        this.createAlias(purpose.name, region, replica.keyId, args, suffix);
        return [purpose, replica] as const;
      });
  }

  private createAlias(
    purpose: string,
    region: string,
    targetKeyId: pulumi.Output<string>,
    { namePrefix }: Resolved,
    suffix = purpose,
  ): void {
    new kms.Alias(
      this.childName(`${suffix}-alias`),
      { region, name: `alias/${namePrefix}/${purpose}`, targetKeyId },
      this.child(),
    );
  }
}

function policyOf(purpose: KeyPurpose, region: string, { accountId }: Resolved): pulumi.Output<string> {
  return keyPolicy({ region, accountId, services: purpose.services, principals: purpose.principals ?? [] });
}

function kept({ protect }: Resolved): pulumi.CustomResourceOptions {
  return protect ? { protect: true, retainOnDelete: true } : {};
}

function byPurpose(keys: readonly (readonly [KeyPurpose, { arn: pulumi.Output<string> }])[]) {
  return Object.fromEntries(keys.map(([purpose, { arn }]) => [purpose.name, arn]));
}

function resolve(name: string, args: KeysArgs): Resolved {
  const resolved = { rotation: 365, deletionWindow: 30, protect: true, ...definedOnly(args) };
  const problems = new Problems();
  problems.accountId("accountId", args.accountId);
  problems.range("rotation", resolved.rotation, 90, 2560, "days");
  problems.range("deletionWindow", resolved.deletionWindow, 7, 30, "days");
  problems.count("purposes", args.purposes, 1, 20);
  args.purposes.forEach((purpose, index) => {
    problems.add(problemsOf(purpose, index, args));
  });
  problems.throwFor(`Keys "${name}"`);
  return resolved;
}

function problemsOf(purpose: KeyPurpose, index: number, { purposes, region, replicaRegion }: KeysArgs): string[] {
  const at = `purposes[${index}]`;
  const problems: string[] = [];
  if (!/^[a-z][a-z0-9-]*$/.test(purpose.name)) {
    problems.push(`${at}.name must be lower-case letters, digits and dashes, got "${purpose.name}".`);
  }
  if (purposes.findIndex((other) => other.name === purpose.name) !== index) {
    problems.push(`${at}.name "${purpose.name}" is used twice; give every purpose its own name.`);
  }
  for (const service of purpose.services.filter((candidate) => !/^[a-z][a-z0-9-]*$/.test(candidate))) {
    problems.push(`${at}.services must be names such as "s3", without region and domain, got "${service}".`);
  }
  for (const principal of (purpose.principals ?? []).filter((candidate) => !KEY_PRINCIPALS.includes(candidate))) {
    problems.push(`${at}.principals must be of ${KEY_PRINCIPALS.join(", ")}, got "${principal}".`);
  }
  if (purpose.services.length + (purpose.principals ?? []).length === 0) {
    problems.push(`${at} "${purpose.name}" could be used by nobody; name its services or principals.`);
  }
  if (purpose.multiRegion === true && (purpose.region ?? region) === replicaRegion) {
    problems.push(`replicaRegion must differ from the region of purpose "${purpose.name}", got "${replicaRegion}".`);
  }
  return problems;
}

function definedOnly<T extends object>(args: T): T {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined)) as T;
}
