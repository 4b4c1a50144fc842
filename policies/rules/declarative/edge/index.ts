import type { Row } from "../../../lib/rows/property-row";
import { CERTIFICATES } from "./certificates";
import { DISTRIBUTIONS } from "./distributions";
import { FIREWALL } from "./firewall";
import { LISTENERS } from "./listeners";
import { LOAD_BALANCERS } from "./load-balancers";
import { TARGET_GROUPS } from "./target-groups";
import { VIEWERS } from "./viewers";

/** The way in: content delivery, its firewall and certificates, and the load balancer behind it. */
export const EDGE: readonly Row[] = [
  ...VIEWERS,
  ...DISTRIBUTIONS,
  ...FIREWALL,
  ...CERTIFICATES,
  ...LOAD_BALANCERS,
  ...LISTENERS,
  ...TARGET_GROUPS,
];
