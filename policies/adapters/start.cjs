// Starts the policy pack of the current folder: `main` of every pack's package.json.
//
// The engine runs a pack with ts-node and full type checking, whatever PulumiPolicy.yaml says, and hands `nodeargs` to
// the script instead of to Node. This file needs neither: plain JavaScript that registers tsx after ts-node, so that
// tsx takes over, and a pack starts straight after `npm ci`, without checking types that `npm run check` has checked.

const { join } = require("node:path");

require("tsx/cjs");
require(join(process.cwd(), "index.ts"));
