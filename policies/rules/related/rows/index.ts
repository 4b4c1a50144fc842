import type { RelatedRow } from "../../../lib/rows/related-row";
import { BUCKET_LIFECYCLES } from "./bucket-lifecycles";
import { BUCKETS } from "./buckets";
import { EDGE } from "./edge";
import { NETWORKS } from "./networks";
import { SECURITY_GROUPS } from "./security-groups";
import { WORKLOADS } from "./workloads";

/** Controls that are met by a second resource. */
export const RELATED_ROWS: readonly RelatedRow[] = [
  ...EDGE,
  ...BUCKETS,
  ...BUCKET_LIFECYCLES,
  ...WORKLOADS,
  ...NETWORKS,
  ...SECURITY_GROUPS,
];
