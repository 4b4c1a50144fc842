import { Problems } from "../shared/validate";
import { bucketNameProblems } from "./s3-endpoint-policy";
import type { AdoptedNetwork, VpcArgs } from "./vpc-args";

/** Checks a network that is used as it is. @throws ArgumentError with every problem */
export function checkAdoptedNetwork(name: string, args: VpcArgs, adopt: AdoptedNetwork): void {
  const problems = new Problems();
  problems.add([
    ...idProblems("vpcId", "vpc", [adopt.vpcId]),
    ...idProblems("publicSubnetIds", "subnet", adopt.publicSubnetIds),
    ...idProblems("appSubnetIds", "subnet", adopt.appSubnetIds),
    ...idProblems("dataSubnetIds", "subnet", adopt.dataSubnetIds),
    ...idProblems("s3PrefixListId", "pl", [adopt.s3PrefixListId]),
    ...idProblems("appRouteTableIds", "rtb", adopt.appRouteTableIds ?? []),
    ...(adopt.appRouteTableIds === undefined ? [] : bucketNameProblems(args.s3BucketNamePatterns)),
  ]);
  problems.throwFor(`Vpc "${name}"`);
}

/** EC2's ids have 17 digits, those of old resources 8. */
function idProblems(argument: string, prefix: string, ids: readonly string[]): string[] {
  const form = new RegExp(`^${prefix}-(?:[0-9a-f]{8}|[0-9a-f]{17})$`);
  return ids
    .filter((id) => !form.test(id))
    .map((id) => `adopt.${argument} must be ${prefix}- and 8 or 17 hexadecimal digits, got "${id}".`);
}
