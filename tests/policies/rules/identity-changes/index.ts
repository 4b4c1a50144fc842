import type { Mutations } from "../../support/identity-changes";
import { ADMISSION } from "./admission";
import { BOUNDS } from "./bounds";
import { GRANTS } from "./grants";
import { KEYS_AND_GOOGLE } from "./keys-and-google";

/** Changes for the rules about identities, keys, secrets and Google. */
export const IDENTITY_CHANGES: Mutations = { ...GRANTS, ...ADMISSION, ...BOUNDS, ...KEYS_AND_GOOGLE };
