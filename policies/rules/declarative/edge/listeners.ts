import type { Row } from "../../../lib/rows/property-row";

/** Listeners of load balancers. */
export const LISTENERS: readonly Row[] = [
  {
    control: "ELB.1",
    id: "plain-http-redirects",
    pack: "encryption",
    why: "A listener that answers plain HTTP carries sessions in the clear.",
    fix: "make the default action of an HTTP listener a redirect to HTTPS",
    when: { path: "protocol", expect: "oneOf:HTTP" },
  },
  {
    control: "ELB.17",
    id: "listener-uses-current-tls",
    pack: "encryption",
    why: "Older listener policies accept protocol versions and ciphers that are broken.",
    fix: "choose a security policy named ELBSecurityPolicy-TLS13-1-2 or -1-3",
    when: { path: "protocol", expect: "oneOf:HTTPS,TLS" },
  },
  {
    control: "ELB.18",
    id: "listener-uses-tls",
    pack: "encryption",
    why: "What reaches the load balancer in the clear can be read on its way.",
    fix: "set the listener's protocol to HTTPS",
  },
];
