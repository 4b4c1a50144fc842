import { type handleServerStreamingCall, type handleUnaryCall, status } from "@grpc/grpc-js";
import * as language from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Children } from "./children";
import { runPolicyPack } from "./policy-pack";
import { runProgram } from "./program";

/** The calls the engine makes on its way through a preview, an update and a policy pack; it takes any other's absence. */
export interface LanguageHost {
  readonly handshake: handleUnaryCall<language.LanguageHandshakeRequest, language.LanguageHandshakeResponse>;
  readonly getPluginInfo: handleUnaryCall<Empty, PluginInfo>;
  readonly getRequiredPackages: handleUnaryCall<
    language.GetRequiredPackagesRequest,
    language.GetRequiredPackagesResponse
  >;
  readonly getProgramDependencies: handleUnaryCall<
    language.GetProgramDependenciesRequest,
    language.GetProgramDependenciesResponse
  >;
  readonly about: handleUnaryCall<language.AboutRequest, language.AboutResponse>;
  readonly cancel: handleUnaryCall<Empty, Empty>;
  readonly run: handleUnaryCall<language.RunRequest, language.RunResponse>;
  readonly runPlugin: handleServerStreamingCall<language.RunPluginRequest, language.RunPluginResponse>;
}

export function languageHost(engine: string, children: Children): LanguageHost {
  return {
    handshake: (_, reply) => reply(null, new language.LanguageHandshakeResponse()),
    getPluginInfo: (_, reply) => reply(null, new PluginInfo().setVersion("0.0.0")),
    // None: which provider comes from where is written in Pulumi.yaml, and nothing is to be downloaded.
    getRequiredPackages: (_, reply) => reply(null, new language.GetRequiredPackagesResponse()),
    getProgramDependencies: (_, reply) => reply(null, new language.GetProgramDependenciesResponse()),
    about: (_, reply) =>
      reply(null, new language.AboutResponse().setExecutable(process.execPath).setVersion(process.version)),
    cancel: (_, reply) => {
      children.kill();
      reply(null, new Empty());
    },
    run: (call, reply) => {
      runProgram(call.request, engine, children).then(
        (response) => reply(null, response),
        (error) => reply({ code: status.INTERNAL, details: String(error) }),
      );
    },
    runPlugin: (call) => {
      runPolicyPack(call, children).catch((error) => call.destroy(error));
    },
  };
}
