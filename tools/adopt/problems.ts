/** Everything that is wrong with what somebody wants to adopt, at once. */
export class AdoptError extends Error {
  override readonly name = "AdoptError";

  constructor(readonly problems: readonly string[]) {
    super(problems.map((problem) => `  - ${problem}`).join("\n"));
  }
}
