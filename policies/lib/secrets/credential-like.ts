/** Names that announce a credential. */
const NAME = /pass(word|wd)?$|secret|token|credential|(api|access|private|signing|encryption)_?key$/i;

/** What says where a credential lies, or something about it, and is none. */
const POINTER = /_(arn|id|name|path|url|host|user|ttl|type)$/i;

/**
 * Credentials that are known by their form: access keys of AWS, API keys of Google, private keys, JSON web tokens, and a
 * password within a URL.
 */
const VALUE = new RegExp(
  [
    String.raw`\b(AKIA|ASIA)[0-9A-Z]{16}\b`,
    String.raw`\bAIza[0-9A-Za-z_-]{35}\b`,
    "-----BEGIN [A-Z ]*PRIVATE KEY-----",
    String.raw`\beyJ[\w-]+\.eyJ[\w-]+\.`,
    String.raw`\b[a-z][a-z0-9+.-]*://[^\s/:@]*:[^\s/@]+@`,
  ].join("|"),
);

/** Whether a plain setting looks like a credential, by its name or by its form. */
export function looksLikeCredential(name: string, value: string): boolean {
  return VALUE.test(value) || (NAME.test(name) && !POINTER.test(name) && !value.startsWith("arn:") && value !== "");
}
