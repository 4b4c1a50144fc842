/** A row of the hand-kept tables: paths of a type's inputs, sorted by what changing them does. */
export interface HandKept {
  /** Changing any of these replaces the resource. */
  readonly replaces?: readonly string[];
  /** Changing these replaces the resource for some values; the comment beside the row tells which. */
  readonly mayReplace?: readonly string[];
  /** Changed in place, though CloudFormation would replace. */
  readonly inPlace?: readonly string[];
}

export type HandKeptTable = Readonly<Record<string, HandKept>>;
