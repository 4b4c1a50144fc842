import type { Row } from "../../../lib/rows/property-row";
import { CONTAINERS } from "./containers";
import { FUNCTIONS } from "./functions";
import { IMAGES } from "./images";
import { QUEUES } from "./queues";
import { SCHEDULES } from "./schedules";

/** Containers, images, functions, and what starts them. */
export const COMPUTE: readonly Row[] = [...CONTAINERS, ...IMAGES, ...FUNCTIONS, ...SCHEDULES, ...QUEUES];
