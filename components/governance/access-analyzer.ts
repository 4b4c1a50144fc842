import * as accessanalyzer from "@pulumi/aws/accessanalyzer";
import type * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import { Problems } from "../shared/validate";

export interface AccessAnalyzerArgs extends Omit<PlatformArgs, "permissionsBoundaryArn"> {
  /** Start of the analyzers' names. Changing it replaces them, and with them the findings somebody has archived. */
  readonly namePrefix: string;
  /**
   * Days after which a permission nobody used is reported, 1-365. AWS bills it by the role: 0.20 USD a month each
   * (2026-11).
   * @default - unused access is not looked for
   */
  readonly unusedAccessAge?: number;
}

/**
 * Reports what outsiders can reach: buckets, keys, queues, roles and secrets whose policies let somebody in from another
 * account. It reads policies only, so it finds what was changed by hand as well.
 *
 * ```ts
 * new AccessAnalyzer("analyzer", { namePrefix: "shop-dev", unusedAccessAge: 90 });
 * ```
 *
 * Default settings: one analyzer for external access, which is free. It sees its own region alone: create one in each
 * region that holds what it reads, with `region`. It exists once per account and region; create it in one stack of an
 * account only. Roles belong to no region, so one region is enough to look for unused access, and two pay twice.
 */
export class AccessAnalyzer extends PlatformComponent {
  readonly externalAccessArn: pulumi.Output<string>;
  /** Undefined where unused access is not looked for. */
  readonly unusedAccessArn: pulumi.Output<string> | undefined;

  constructor(name: string, args: AccessAnalyzerArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:governance:AccessAnalyzer", name, args, options);
    const { namePrefix, unusedAccessAge } = args;
    checkAccessAnalyzerArgs(name, args);
    this.externalAccessArn = this.createAnalyzer("external-access", namePrefix, { type: "ACCOUNT" });
    this.unusedAccessArn =
      unusedAccessAge === undefined
        ? undefined
        : this.createAnalyzer("unused-access", namePrefix, {
            type: "ACCOUNT_UNUSED_ACCESS",
            configuration: { unusedAccess: { unusedAccessAge } },
          });
    this.registerOutputs({ externalAccessArn: this.externalAccessArn, unusedAccessArn: this.unusedAccessArn });
  }

  private createAnalyzer(
    suffix: string,
    namePrefix: string,
    kind: Pick<accessanalyzer.AnalyzerArgs, "type" | "configuration">,
  ): pulumi.Output<string> {
    return new accessanalyzer.Analyzer(
      this.childName(suffix),
      { region: this.region, analyzerName: `${namePrefix}-${suffix}`, ...kind, tags: this.tagsFor(suffix) },
      this.child(),
    ).arn;
  }
}

function checkAccessAnalyzerArgs(name: string, { unusedAccessAge }: AccessAnalyzerArgs): void {
  const problems = new Problems();
  if (unusedAccessAge !== undefined) problems.range("unusedAccessAge", unusedAccessAge, 1, 365, "days");
  problems.throwFor(`AccessAnalyzer "${name}"`);
}
