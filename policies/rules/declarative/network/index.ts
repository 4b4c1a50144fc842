import type { Row } from "../../../lib/rows/property-row";
import { SECURITY_GROUPS } from "./security-groups";
import { SUBNETS } from "./subnets";

/** Subnets and security groups. */
export const NETWORK: readonly Row[] = [...SUBNETS, ...SECURITY_GROUPS];
