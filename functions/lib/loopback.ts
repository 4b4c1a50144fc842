/** Whether a host, as `URL` writes it, is this machine: 127.0.0.0/8, ::1, or the name reserved for them (RFC 6761). */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}
