/**
 * What the engine sends during a preview for a value that is known only once a resource exists: one text for each kind
 * the value may have (`resource.Unknown…Value` in https://github.com/pulumi/pulumi, sdk/go/common/resource/plugin).
 */
const UNKNOWN_KINDS: ReadonlySet<unknown> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9", // text
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // list
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);

/** The marker a provider answers with. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether a value will be known later. Real values are never unknown: the plan has none. */
export function isUnknown(value: unknown): boolean {
  return UNKNOWN_KINDS.has(value);
}
