import type { Rule } from "../../core/rule";
import { AWS_MANDATORY_TAGS } from "./aws-mandatory-tags";
import { GOOGLE_LABELS } from "./google-labels";
import { TAG_VALUES } from "./tag-values";

export const TAGGING: readonly Rule[] = [AWS_MANDATORY_TAGS, TAG_VALUES, GOOGLE_LABELS];
