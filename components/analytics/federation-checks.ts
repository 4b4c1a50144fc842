import { type Problems, repeated } from "../shared/validate";
import { attributeCondition, hasAcceptedSubject, LONGEST_CONDITION } from "./federation-rules";
import type { GcpAnalyticsSpec } from "./gcp-analytics-spec";

/** Notes what is wrong with the roles of AWS that are to be admitted. */
export function checkRoles(
  problems: Problems,
  { awsAccountId, appRoleNames, loaderRoleNames }: GcpAnalyticsSpec,
): void {
  for (const [argument, names] of [
    ["appRoleNames", appRoleNames],
    ["loaderRoleNames", loaderRoleNames],
  ] as const) {
    problems.count(argument, names, 1, 20);
    for (const name of names) {
      problems.unless(
        /^[\w+=,.@-]{1,64}$/.test(name),
        `${argument} must be names of roles, without path and ARN, got "${name}".`,
      );
      problems.unless(
        hasAcceptedSubject(name),
        `Role name "${name}" is too long: the federated subject would exceed Google's 127-byte limit.`,
      );
    }
    for (const name of repeated(names)) problems.add([`${argument} names "${name}" twice.`]);
  }
  for (const name of appRoleNames.filter((role) => loaderRoleNames.includes(role))) {
    problems.add([`"${name}" is in appRoleNames and in loaderRoleNames; give application and loader their own roles.`]);
  }
  const { length } = attributeCondition(awsAccountId, [...appRoleNames, ...loaderRoleNames]);
  problems.unless(
    length <= LONGEST_CONDITION,
    `the condition that names all roles may have ${LONGEST_CONDITION} characters, got ${length}; name fewer roles.`,
  );
}
