import { Problems } from "../shared/validate";
import { bucketNameProblems, S3_PREFIX_LISTS } from "./s3-endpoint-policy";
import type { AdoptedNetwork, VpcArgs } from "./vpc-args";

/** Completes and checks a network that is used as it is. @throws ArgumentError with every problem */
export function resolveAdoptedNetwork(name: string, args: VpcArgs, adopt: AdoptedNetwork): AdoptedNetwork {
  const s3PrefixListId = adopt.s3PrefixListId ?? S3_PREFIX_LISTS[args.region];
  const problems = new Problems();
  problems.add([
    ...idProblems("vpcId", "vpc", [adopt.vpcId]),
    ...idProblems("publicSubnetIds", "subnet", adopt.publicSubnetIds),
    ...idProblems("appSubnetIds", "subnet", adopt.appSubnetIds),
    ...idProblems("dataSubnetIds", "subnet", adopt.dataSubnetIds),
    ...idProblems("appRouteTableIds", "rtb", adopt.appRouteTableIds ?? []),
    ...(adopt.appRouteTableIds === undefined ? [] : bucketNameProblems(args.s3BucketNamePatterns)),
  ]);
  problems.unless(
    adopt.appRouteTableIds !== undefined || s3PrefixListId !== undefined,
    `adopt.s3PrefixListId must be given, because it is known only for ${Object.keys(S3_PREFIX_LISTS).join(", ")}, ` +
      `and region is "${args.region}".`,
  );
  problems.throwFor(`Vpc "${name}"`);
  return { ...adopt, s3PrefixListId };
}

/** EC2's ids have 17 digits, those of old resources 8. */
function idProblems(argument: string, prefix: string, ids: readonly string[]): string[] {
  const form = new RegExp(`^${prefix}-(?:[0-9a-f]{8}|[0-9a-f]{17})$`);
  return ids
    .filter((id) => !form.test(id))
    .map((id) => `adopt.${argument} must be ${prefix}- and 8 or 17 hexadecimal digits, got "${id}".`);
}
