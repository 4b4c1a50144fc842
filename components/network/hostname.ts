/** RFC 1123: labels of letters, digits and inner hyphens, at most 63 characters each, and a top-level domain. */
const HOSTNAME = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/** Longest name DNS carries, in characters, without the closing dot. */
export const MAX_HOSTNAME_LENGTH = 253;

/** The common name of a certificate is limited to this many characters (RFC 5280), whatever DNS would carry. */
export const MAX_COMMON_NAME_LENGTH = 64;

/**
 * Whether the text is one fully qualified host name as certificates and records are made for here: lower case, because
 * Route 53 stores it so and would otherwise report a difference for ever; no wildcard; no closing dot.
 */
export function isHostname(text: string, maximumLength = MAX_HOSTNAME_LENGTH): boolean {
  return text.length <= maximumLength && HOSTNAME.test(text);
}
