import { createHash } from "node:crypto";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import type { BootstrapRequest } from "../../functions/bootstrap/request";
import { checkRequest } from "../../functions/bootstrap/request-checks";
import type { BootstrapResult } from "../../functions/bootstrap/result";
import { type PlatformArgs, PlatformComponent } from "../shared/component";

export interface BootstrapRunArgs extends Pick<PlatformArgs, "region"> {
  /** `functionName` of the `Bootstrap`. */
  readonly functionName: pulumi.Input<string>;
  /** `codeSha256` of the `Bootstrap`: a change in what the function does is a reason to run it again. */
  readonly codeSha256: string;
  /**
   * What is to be brought about; `pulumi.output({...})` makes it of values that are not known yet. It is stored in the
   * state and holds no secret, only where one is.
   */
  readonly request: pulumi.Input<BootstrapRequest>;
}

/**
 * One run of the bootstrap function, as part of a deployment: the deployment fails where the run does, with what the
 * function says. It runs again when the request or the function's code changes, and when a new function takes the place
 * of the old one; a run that finds everything in place changes nothing.
 *
 * ```ts
 * new BootstrapRun("kumiki", {
 *   functionName: bootstrap.functionName,
 *   codeSha256: bootstrap.codeSha256,
 *   request: pulumi.output({ search: domain.bootstrapSettings, database: { clusterArn, secretArn, ... } }),
 * }, { dependsOn: [domain, cluster, securityGroups] });
 * ```
 *
 * Let it depend on everything the function talks to, the instances of the cluster and the rules of the security groups
 * among it: nothing else makes it wait for them, and a cluster without an instance refuses the run. Whatever signs in to
 * the database or the domain depends on the run. Of two runs at a time with one call reserved, the second is refused until
 * the first has ended; the provider tries it again for some minutes, but it is better to let it depend on the first.
 *
 * Default settings: the function is called on creation only (`CREATE_ONLY`). The other scope, `CRUD`, would call it on
 * deletion too, when domain and database may be gone or just about to be, for nothing: it takes nothing away. It would
 * also add a key to the request. Under `CREATE_ONLY` a changed input or trigger replaces the resource, which calls the
 * function with the new request; deleting the old one calls nothing
 * (https://www.pulumi.com/registry/packages/aws/api-docs/lambda/invocation/).
 *
 * What it does not do: it does not see what people change by hand afterwards. A run repairs that, and takes place when
 * something changes here; `pulumi up --replace <urn>` starts one.
 */
export class BootstrapRun extends PlatformComponent {
  /** What became of each item. */
  readonly result: pulumi.Output<BootstrapResult>;

  constructor(name: string, args: BootstrapRunArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:operations:BootstrapRun", name, args, options);
    const input = pulumi.output(args.request).apply(requestText);
    const invocation = new lambda.Invocation(
      this.childName("run"),
      {
        region: this.region,
        functionName: args.functionName,
        input,
        lifecycleScope: "CREATE_ONLY",
        triggers: { code: args.codeSha256, request: input.apply(sha256) },
      },
      this.child(),
    );
    this.result = invocation.result.apply((text): BootstrapResult => JSON.parse(text));
    this.registerOutputs({ result: this.result });
  }
}

/** Refused here, a request that cannot be carried out costs no deployment. */
function requestText(request: BootstrapRequest): string {
  checkRequest(request);
  return JSON.stringify(request);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
