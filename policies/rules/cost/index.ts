import type { Rule } from "../../core/rule";
import { ARM64 } from "./arm64";
import { GP3 } from "./gp3";
import { INTERFACE_ENDPOINTS } from "./interface-endpoints";
import { NO_IDLE_COMMITMENTS } from "./no-idle-commitments";
import { SINGLE_NAT } from "./single-nat";
import { SPOT_OUTSIDE_PRODUCTION } from "./spot-outside-production";

export const COST: readonly Rule[] = [
  ARM64,
  GP3,
  SPOT_OUTSIDE_PRODUCTION,
  NO_IDLE_COMMITMENTS,
  INTERFACE_ENDPOINTS,
  SINGLE_NAT,
];
