import { physicalName } from "../components/shared/naming";

/** A role that somebody refers to before it exists: another cloud, the search domain, a policy. */
export interface Identity {
  readonly roleName: string;
  readonly roleArn: string;
}

export interface Identities {
  readonly app: Identity;
  readonly worker: Identity;
  readonly extract: Identity;
  readonly load: Identity;
}

/** Roles by name. Each is made by the component that uses it; a test holds the names to those. */
export function identitiesOf({ accountId, namePrefix }: { accountId: string; namePrefix: string }): Identities {
  const named = (...parts: readonly string[]): Identity => {
    const roleName = physicalName("iamRole", namePrefix, ...parts);
    return { roleName, roleArn: `arn:aws:iam::${accountId}:role/${roleName}` };
  };
  return {
    app: named("app", "task"),
    worker: named("worker", "task"),
    extract: named("extract"),
    load: named("load"),
  };
}
