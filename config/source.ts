/** The name of the project in Pulumi.yaml, which is also the namespace of its configuration keys. */
export const NAMESPACE = "kumiki";

/** The provider key that decides the region of everything that is not told otherwise. */
export const REGION_KEY = "aws:region";

/** The configuration of one stack, as the engine hands it to a program. */
export interface ConfigSource {
  /** The name of the stack, such as "dev". */
  readonly stack: string;
  /** Full key ("kumiki:network") to plain text, or to JSON text when the value is an object or a list. */
  readonly values: Readonly<Record<string, string>>;
  /** The full keys whose values are stored encrypted. */
  readonly secretKeys: readonly string[];
}
