import { REMOTE_COMPONENTS, SERVICES } from "./services";

/** The providers the program configures itself. */
const PROVIDERS = ["pulumi:providers:aws", "pulumi:providers:gcp"];

/** Every resource type the simulated cloud answers; `plan/cloud/schema/*.json` describes exactly these. */
export const TYPES_IN_USE: readonly string[] = [
  ...PROVIDERS,
  ...Object.keys(SERVICES),
  ...Object.keys(REMOTE_COMPONENTS),
].sort();
