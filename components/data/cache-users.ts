import { physicalName } from "../shared/naming";
import type { Problems } from "../shared/validate";
import { type CacheUser, keyPatternProblems } from "./cache-access";

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html: users in a group of users. */
const MAX_USERS = 100;

/** Id of a user, and its name: for IAM the two must be the same. Unique in the region, hence with the prefix. */
export function userIdOf(namePrefix: string, userName: string): string {
  return physicalName("cacheUser", namePrefix, userName);
}

/** Notes what is wrong with the users of a cache. */
export function checkUsers(namePrefix: string, users: readonly CacheUser[], problems: Problems): void {
  problems.count("users", users, 1, MAX_USERS);
  for (const user of users) {
    checkedId(() => userIdOf(namePrefix, user.name), problems);
    problems.unless(
      users.filter(({ name }) => name === user.name).length === 1,
      `user "${user.name}" is listed more than once; merge its keyPatterns.`,
    );
    problems.count(`keyPatterns of user "${user.name}"`, user.keyPatterns, 1, 20);
    problems.add(keyPatternProblems(user));
  }
}

/** An id as ElastiCache takes it, or an empty one and a note of why it would not. */
export function checkedId(make: () => string, problems: Problems): string {
  try {
    const id = make();
    problems.unless(
      /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id),
      `"${id}" must be lower-case letters, digits and single dashes and begin with a letter; ` +
        "change namePrefix or the name.",
    );
    return id;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.add([`${error.message}.`]);
    return "";
  }
}
