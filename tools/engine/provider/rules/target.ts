/** Types of resources, each with the inputs in which it names another resource. */
export type Users = Readonly<Record<string, string | readonly string[]>>;

/** What a service says about one type of resource when others name it. */
export interface Target {
  readonly type: string;
  /** Who keeps it from being deleted, and the service's error. */
  readonly heldBy?: Users;
  readonly inUse?: string;
  /** An input with which the resource takes its holders along. */
  readonly unless?: string;
  /** Who names it without keeping it: it has to exist when they are made. */
  readonly namedBy?: Users;
  /** The service's error when something names one that does not exist. */
  readonly missing: string;
  /**
   * Whether the platform makes every one it names. Where it does not, such as with the subnets of a network that was there
   * before, only what is known to be deleted counts as missing.
   */
  readonly isAlwaysOurs?: true;
  /** Where the service says so. */
  readonly source: string;
}
