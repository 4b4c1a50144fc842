import type * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import { Problems } from "../shared/validate";

export interface OriginSecretArgs extends Pick<PlatformArgs, "tags"> {
  /**
   * Number of the secret in use, from 1. Counting up rotates it: the new one is sent, the old one still accepted.
   * Counting up again retires the older one.
   * @default 1
   */
  readonly generation?: number;
}

/** Characters of the secret; letters and digits only, because a listener rule reads `*` and `?` as wildcards. */
const LENGTH = 64;

/**
 * What CloudFront sends and the load balancer accepts, to tell the platform's own distribution from every other one.
 *
 * During a rotation two values are accepted, so that requests of edge locations which still have the old configuration
 * pass. Nobody ever types or reads the value; it exists in the state, encrypted, and in the two services.
 */
export class OriginSecret extends PlatformComponent {
  /** Value to send. Secret. */
  readonly current: pulumi.Output<string>;
  /** Values to accept, the current one first. Secret. */
  readonly accepted: readonly pulumi.Output<string>[];

  constructor(name: string, args: OriginSecretArgs = {}, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:network:OriginSecret", name, args, options);
    const generation = args.generation ?? 1;
    const problems = new Problems();
    problems.range("generation", generation, 1, 9999);
    problems.throwFor(`OriginSecret "${name}"`);
    this.current = this.createSecret(generation);
    this.accepted = generation === 1 ? [this.current] : [this.current, this.createSecret(generation - 1)];
    this.registerOutputs({});
  }

  private createSecret(generation: number): pulumi.Output<string> {
    return new RandomPassword(this.childName(`g${generation}`), { length: LENGTH, special: false }, this.child())
      .result;
  }
}
