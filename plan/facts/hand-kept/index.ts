import { AWS_DIFFERENCES } from "./aws-differences";
import { AWS_PARTS } from "./aws-parts";
import { GOOGLE_AND_RANDOM } from "./google-random";
import type { HandKeptTable } from "./hand-kept";

export const HAND_KEPT: HandKeptTable = { ...AWS_DIFFERENCES, ...AWS_PARTS, ...GOOGLE_AND_RANDOM };
