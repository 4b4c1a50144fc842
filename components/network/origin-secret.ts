import type * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import { Problems } from "../shared/validate";
import { type OriginSecretPhase, originSecretPhase } from "./origin-secret-phase";

export interface OriginSecretArgs extends Pick<PlatformArgs, "tags"> {
  /**
   * Where the secret is in its rotations, 1-9999. A rotation takes two deployments, each with a number one higher, the
   * second once CloudFront has finished the first: an even number makes CloudFront send the other value, which the load
   * balancer has been accepting all along; the odd one after it replaces the value that is no longer sent.
   * @default 1
   */
  readonly generation?: number;
}

/** Letters and digits only, because a listener rule reads `*` and `?` as wildcards: 48 of them are 285 bits. */
const LENGTH = 48;
const MAX_GENERATION = 9999;

/**
 * What CloudFront sends and the load balancer accepts, to tell the platform's own distribution from every other one.
 *
 * ```ts
 * const secret = new OriginSecret("origin-secret", { generation: 1 });
 * new LoadBalancer("kumiki", { originSecrets: secret.accepted, ... });
 * new Edge("edge", { originSecret: secret.current, ... });
 * ```
 *
 * There are always two values, and both are accepted. No step of a rotation changes what is sent and what is accepted at
 * the same time, so no request is refused while edge locations take minutes to learn the new value, nor if a deployment
 * stops halfway. Should a value have leaked, both steps in one deployment shut it out at once, at the price of those
 * minutes.
 *
 * Nobody ever types or reads a value; it is in the state, encrypted, and in the two services.
 */
export class OriginSecret extends PlatformComponent {
  /** Value to send. Secret. */
  readonly current: pulumi.Output<string>;
  /** Values to accept, always in the same order, so that sending the other one changes no listener rule. Secret. */
  readonly accepted: readonly pulumi.Output<string>[];

  constructor(name: string, args: OriginSecretArgs = {}, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:network:OriginSecret", name, args, options);
    const { generation = 1 } = args;
    checkGeneration(name, generation);
    const phase = originSecretPhase(generation);
    const first = this.createValue("first", phase);
    const second = this.createValue("second", phase);
    this.current = phase.sent === "first" ? first : second;
    this.accepted = [first, second];
    this.registerOutputs({ current: this.current, accepted: this.accepted });
  }

  private createValue(slot: "first" | "second", phase: OriginSecretPhase): pulumi.Output<string> {
    return new RandomPassword(
      this.childName(slot),
      { length: LENGTH, special: false, keepers: { replacements: String(phase.replacements[slot]) } },
      this.child(),
    ).result;
  }
}

function checkGeneration(name: string, generation: number): void {
  const problems = new Problems();
  problems.range("generation", generation, 1, MAX_GENERATION);
  problems.throwFor(`OriginSecret "${name}"`);
}
