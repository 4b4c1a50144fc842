/** Speaks the engine's protocol for one provider: every call is decoded, handed on, and its answer encoded. */

import * as grpc from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as wire from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { construct } from "./construct";
import type { Diff } from "./diff";
import { type Faults, PartialFailure } from "./faults";
import type { Provider } from "./provider";
import { fromStruct, topLevel, toStruct } from "./wire";

type Handler<Request, Response> = grpc.handleUnaryCall<Request, Response>;

/** Turns a function into a handler: what it throws is the call's error. */
function answer<Request, Response>(
  act: (request: Request) => Response | Promise<Response>,
): Handler<Request, Response> {
  return ({ request }, callback) => {
    Promise.resolve()
      .then(() => act(request))
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback(statusOf(error)),
      );
  };
}

function statusOf(error: unknown): Partial<grpc.StatusObject> {
  const details = error instanceof Error ? error.message : String(error);
  const metadata = new grpc.Metadata();
  if (error instanceof PartialFailure) metadata.add("grpc-status-details-bin", initFailed(error));
  return { code: grpc.status.UNKNOWN, details, metadata };
}

/** The form in which gRPC carries more about an error than a text; the engine reads from it what was made after all. */
function initFailed({ message, made }: PartialFailure): Buffer {
  const detail = new wire.ErrorResourceInitFailed().setId(made.id).setReasonsList([message]);
  detail.setProperties(toStruct(made.properties)).setInputs(toStruct(made.inputs));
  const packed = new Any();
  packed.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new Status().setCode(grpc.status.UNKNOWN).setMessage(message);
  status.addDetails(packed); // returns what was added, whatever its type says
  return Buffer.from(status.serializeBinary());
}

function unimplemented(what: string): Handler<unknown, never> {
  return (_, callback) => callback({ code: grpc.status.UNIMPLEMENTED, details: `${what} is not implemented` });
}

/** @param version what the plug-in says it is: at least the version the program's SDK asks for. */
export function handlersOf(provider: Provider, faults: Faults, version: string): grpc.UntypedServiceImplementation {
  return {
    handshake: answer(() => new wire.ProviderHandshakeResponse().setAcceptSecrets(true).setAcceptResources(true)),
    getPluginInfo: answer(() => new PluginInfo().setVersion(version)),
    checkConfig: answer((request: wire.CheckRequest) => {
      const news = fromStruct(request.getNews());
      const problems = provider.checkConfig(request.getUrn(), news);
      return new wire.CheckResponse().setInputs(request.getNews()).setFailuresList(problems.map(failure));
    }),
    diffConfig: unimplemented("DiffConfig"),
    configure: answer((request: wire.ConfigureRequest) => {
      provider.configure(fromStruct(request.getArgs()));
      return new wire.ConfigureResponse().setAcceptsecrets(true).setAcceptresources(true).setSupportspreview(true);
    }),
    check: answer((request: wire.CheckRequest) => {
      const [olds, news] = [fromStruct(request.getOlds()), fromStruct(request.getNews())];
      const { inputs, problems } = provider.check(request.getUrn(), olds, news);
      return new wire.CheckResponse().setInputs(toStruct(inputs)).setFailuresList(problems.map(failure));
    }),
    diff: answer((request: wire.DiffRequest) => {
      const [urn, id, ignored] = [request.getUrn(), request.getId(), request.getIgnorechangesList()];
      const [inputs, outputs] = [fromStruct(request.getOldInputs()), fromStruct(request.getOlds())];
      return diffResponse(provider.diff(urn, id, inputs, outputs, fromStruct(request.getNews()), ignored));
    }),
    create: answer(async (request: wire.CreateRequest) => {
      const [urn, inputs] = [request.getUrn(), fromStruct(request.getProperties())];
      if (request.getPreview()) {
        return new wire.CreateResponse().setProperties(toStruct(provider.previewCreate(urn, inputs)));
      }
      const { id, properties } = await faults.around("create", urn, () => provider.create(urn, inputs));
      return new wire.CreateResponse().setId(id).setProperties(toStruct(properties));
    }),
    read: answer(async (request: wire.ReadRequest) => {
      const [urn, id] = [request.getUrn(), request.getId()];
      const [inputs, properties] = [fromStruct(request.getInputs()), fromStruct(request.getProperties())];
      const found = await faults.around("read", urn, () => provider.read(urn, id, inputs, properties));
      if (found === undefined) return new wire.ReadResponse(); // an empty id says it is gone
      return new wire.ReadResponse()
        .setId(found.id)
        .setInputs(toStruct(found.inputs))
        .setProperties(toStruct(found.properties));
    }),
    update: answer(async (request: wire.UpdateRequest) => {
      const [urn, id] = [request.getUrn(), request.getId()];
      const [olds, news] = [fromStruct(request.getOlds()), fromStruct(request.getNews())];
      const { properties } = request.getPreview()
        ? provider.previewUpdate(urn, id, olds, news)
        : await faults.around("update", urn, () => provider.update(urn, id, olds, news), {
            id,
            inputs: news,
            properties: olds,
          });
      return new wire.UpdateResponse().setProperties(toStruct(properties));
    }),
    delete: answer(async (request: wire.DeleteRequest) => {
      const [urn, id, properties] = [request.getUrn(), request.getId(), fromStruct(request.getProperties())];
      await faults.around("delete", urn, () => provider.delete(urn, id, properties));
      return new Empty();
    }),
    construct: answer(construct),
    invoke: answer((request: wire.InvokeRequest) => {
      throw new Error(
        `the program called ${request.getTok()}; a lookup needs credentials, so the value belongs in the stack file`,
      );
    }),
    call: answer((request: wire.CallRequest) => {
      throw new Error(`the program called the method ${request.getTok()}, which the simulated cloud does not have`);
    }),
    cancel: answer(() => new Empty()),
    attach: answer(() => new Empty()),
  };
}

/** Serves on a free port of this machine and gives its number. */
export function serve(handlers: grpc.UntypedServiceImplementation): Promise<number> {
  const unlimited = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };
  const server = new grpc.Server(unlimited);
  server.addService(ResourceProviderService, handlers);
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
      error === null ? resolve(port) : reject(error),
    );
  });
}

function failure(reason: string): wire.CheckFailure {
  return new wire.CheckFailure().setReason(reason);
}

function diffResponse({ differences, replaces, deleteBeforeReplace }: Diff): wire.DiffResponse {
  const { DIFF_NONE, DIFF_SOME } = wire.DiffResponse.DiffChanges;
  const response = new wire.DiffResponse()
    .setChanges(differences.length === 0 ? DIFF_NONE : DIFF_SOME)
    .setDiffsList([...new Set(differences.map(({ path }) => topLevel(path)))])
    .setReplacesList([...replaces])
    .setDeletebeforereplace(deleteBeforeReplace)
    .setHasdetaileddiff(true);
  for (const { path, kind, replaces } of differences) {
    const shown = wire.PropertyDiff.Kind[replaces ? (`${kind}_REPLACE` as const) : kind];
    response.getDetaileddiffMap().set(path, new wire.PropertyDiff().setKind(shown).setInputdiff(true));
  }
  return response;
}
