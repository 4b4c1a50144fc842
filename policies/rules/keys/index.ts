import type { Rule } from "../../core/rule";
import { narrowKeyPolicies } from "./narrow-key-policies";
import { separatedDuties } from "./separated-duties";

/** Who may use keys, and how. Which role decrypts what, the matrix of `least-privilege-data-plane` says. */
export const keyRules: readonly Rule[] = [narrowKeyPolicies, separatedDuties];
