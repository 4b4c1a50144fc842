/**
 * `pulumi-language-nodejs`, as far as this project needs it: `node main.js <engine address>`.
 *
 * The genuine language host comes with Pulumi's own download. Where only the CLI itself could be built, this one serves
 * the same protocol and starts the same runners of the SDK. Whoever installed Pulumi never meets it.
 */

import { Server, ServerCredentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import { endWithParent } from "../end-with-parent";
import { Children } from "./children";
import { languageHost } from "./language-host";

// The engine's address is the only argument without dashes, and the last.
const engine = process.argv.at(-1) ?? "";
const children = new Children();
const server = new Server();
const handlers: UntypedServiceImplementation = { ...languageHost(engine, children) };
server.addService(LanguageRuntimeService, handlers);

server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error;
  process.stdout.write(`${port}\n`); // the engine reads the first line, and dials
});

const end = () => {
  children.kill();
  process.exit(0);
};
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, end);
endWithParent(end);
