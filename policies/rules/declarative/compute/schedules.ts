import type { Row } from "../../../lib/rows/property-row";

/** Schedules. */
export const SCHEDULES: readonly Row[] = [
  {
    control: "CKV_AWS_297",
    id: "schedules-under-own-key",
    pack: "encryption",
    why: "Only a key of our own lets us say, and see, who may read what a schedule sends.",
    fix: "set kmsKeyArn of the schedule",
  },
];
