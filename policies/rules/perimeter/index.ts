import type { Rule } from "../../core/rule";
import { ACL_PORTS_CLOSED } from "./acl-ports-closed";
import { BALANCER_SPANS_ZONES } from "./balancer-spans-zones";
import { DATABASES_IN_DATA_TIER } from "./databases-in-data-tier";
import { DEFAULT_ROUTES } from "./default-routes";
import { FIREWALL_RULES_ACT } from "./firewall-rules-act";
import { NO_DEFAULT_VPC } from "./no-default-vpc";
import { NO_OPEN_INGRESS } from "./no-open-ingress";
import { ORIGINS_PRIVATE } from "./origins-private";
import { RECORDS_OWNED } from "./records-owned";

/** What holds for addresses, routes and doors, as far as one resource and its neighbours show it. */
export const PERIMETER: readonly Rule[] = [
  NO_OPEN_INGRESS,
  DATABASES_IN_DATA_TIER,
  DEFAULT_ROUTES,
  ACL_PORTS_CLOSED,
  ORIGINS_PRIVATE,
  RECORDS_OWNED,
  FIREWALL_RULES_ACT,
  BALANCER_SPANS_ZONES,
  NO_DEFAULT_VPC,
];
