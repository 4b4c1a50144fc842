import * as kms from "@pulumi/gcp/kms";
import * as pulumi from "@pulumi/pulumi";
import { type GoogleArgs, GoogleComponent } from "../shared/google-component";
import { entryOf } from "../shared/lookup";

/** Days a key that is to be destroyed can still be taken back; the longest wait is 120. Fixed when a key is created. */
const DESTROY_AFTER_DAYS = 30;

const SECONDS_PER_DAY = 86_400;

export interface AnalyticsKeysArgs extends GoogleArgs {
  /** The account of Google's that uses each key, by the name of the key. */
  readonly users: Readonly<Record<string, pulumi.Input<string>>>;
  /** Seconds after which a key gets a new version, which encrypts from then on. Older ones keep decrypting. */
  readonly rotation: number;
  /** Ring to put the keys into, `projects/…/locations/…/keyRings/…`. @default - one of its own */
  readonly keyRing?: string;
  /** Whether deployments refuse to destroy the keys. */
  readonly protect: boolean;
  /** The enabled API. */
  readonly after: readonly pulumi.Resource[];
}

/**
 * One key for each service that encrypts with it, in the location of the data: BigQuery refuses a key from elsewhere.
 * Only the service's own account may use a key; the grant is on the key, so it cannot use the others.
 *
 * Names are generated: neither a ring nor a key can ever be deleted, so a name is taken for ever. What a deployment
 * deletes are the versions of a key, and with them, 30 days later, everything they encrypted.
 */
export class AnalyticsKeys extends GoogleComponent {
  private readonly names: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: AnalyticsKeysArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:analytics:AnalyticsKeys", name, args, options);
    const ring = args.keyRing ?? this.createRing(args);
    this.names = Object.fromEntries(
      Object.entries(args.users).map(([key, user]) => [key, this.createKey(key, user, ring, args)]),
    );
    this.registerOutputs({ names: this.names });
  }

  /** Full name of a key, known once its user may use it. @throws if there is no such key */
  keyName(key: string): pulumi.Output<string> {
    return entryOf("key", this.names, key);
  }

  private createRing({ protect, after }: AnalyticsKeysArgs): pulumi.Output<string> {
    return new kms.KeyRing(
      this.childName("ring"),
      { project: this.projectId, location: this.location },
      this.child({ protect, dependsOn: [...after] }),
    ).id;
  }

  private createKey(
    key: string,
    user: pulumi.Input<string>,
    keyRing: pulumi.Input<string>,
    { rotation, protect, after }: AnalyticsKeysArgs,
  ): pulumi.Output<string> {
    const { id } = new kms.CryptoKey(
      this.childName(key),
      {
        keyRing,
        purpose: "ENCRYPT_DECRYPT",
        rotationPeriod: `${rotation}s`,
        destroyScheduledDuration: `${DESTROY_AFTER_DAYS * SECONDS_PER_DAY}s`,
        labels: this.labelsFor(key),
      },
      this.child({ protect, dependsOn: [...after] }),
    );
    const grant = new kms.CryptoKeyIAMMember(
      this.childName(`${key}-user`),
      { cryptoKeyId: id, role: "roles/cloudkms.cryptoKeyEncrypterDecrypter", member: user },
      this.child(),
    );
    return pulumi.all([id, grant.id]).apply(([keyName]) => keyName);
  }
}
