/** `node tools/run.mjs tools/schemas`: writes the descriptions of the resource types in use to plan/cloud/schema/. */

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SCHEMA_FOLDER } from "../plan/cloud/schema";
import { TYPES_IN_USE } from "../plan/cloud/types";
import { extractSchemas } from "./provider-schema";

const schemas = extractSchemas(TYPES_IN_USE);
rmSync(SCHEMA_FOLDER, { recursive: true, force: true }); // a module that is no longer used leaves no file behind
mkdirSync(SCHEMA_FOLDER, { recursive: true });
for (const [file, text] of schemas) writeFileSync(join(SCHEMA_FOLDER, file), text);
