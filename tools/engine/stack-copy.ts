import { type Document, isMap, parseDocument } from "yaml";
import { parseStackFile, type StackFile } from "../../config/stack-file";

/** Under the key the CLI stores how a stack's secrets are encrypted; it belongs to the workspace, not to the shipped file. */
const OWN_KEYS = ["secretsprovider", "encryptedkey", "encryptionsalt"];

/** A stack file as the workspace writes it, and the secrets that are still to be set in it. */
export interface StackCopy {
  readonly text: string;
  /** Key, such as `kumiki:pagerDutyEndpoint`, to the simulated value. */
  readonly missingSecrets: Readonly<Record<string, string>>;
}

/**
 * The shipped stack file for use with a passphrase of our own. What is encrypted in it was encrypted for somebody else, so
 * each secret is taken from the workspace's earlier copy, or is set anew, to the value the plan simulates it with.
 */
export function copyStackFile(shipped: StackFile, shippedText: string, earlierText: string | undefined): StackCopy {
  const document = parseDocument(shippedText);
  const earlier = earlierText === undefined ? undefined : parseDocument(earlierText);
  for (const key of OWN_KEYS) {
    document.delete(key);
    const own = earlier?.get(key);
    if (own !== undefined) document.set(key, own);
  }
  const missingSecrets: Record<string, string> = {};
  for (const key of shipped.source.secretKeys) {
    const sealed = sealedValue(earlier, key);
    if (sealed === undefined) {
      document.deleteIn(["config", key]);
      missingSecrets[key] = shipped.source.values[key] ?? "";
    } else {
      document.setIn(["config", key], { secure: sealed });
    }
  }
  return { text: document.toString(), missingSecrets };
}

function sealedValue(document: Document | undefined, key: string): unknown {
  return document?.getIn(["config", key, "secure"]);
}

/** A stack file with some keys changed, written as `network.natStrategy` or `aws:region`; undefined removes a key. */
export function changedStackFile(
  path: string,
  stack: string,
  text: string,
  changes: Record<string, unknown>,
): { file: StackFile; text: string } {
  const document = parseDocument(text);
  if (!isMap(document.get("config"))) throw new Error(`${path} has no config`);
  for (const [key, value] of Object.entries(changes)) {
    const [section = "", ...rest] = key.split(".");
    const place = ["config", section.includes(":") ? section : `kumiki:${section}`, ...rest];
    if (value === undefined) document.deleteIn(place);
    else document.setIn(place, document.createNode(value));
  }
  const changed = document.toString();
  return { file: parseStackFile(path, stack, changed), text: changed };
}
