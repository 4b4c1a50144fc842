import * as grpc from "@grpc/grpc-js";
import { ConstructRequest, type ConstructResponse } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
  type RegisterResourceOutputsRequest,
  type RegisterResourceRequest,
  RegisterResourceResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { expect } from "chai";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { PlainObject } from "../../../plan/graph";
import { fromStruct, toStruct } from "../../../tools/engine/provider/wire";
import { ProviderProcess, TemporaryCloud } from "./provider-process";

const PROVIDER = "urn:pulumi:test::kumiki::pulumi:providers:aws::main::1";
const COMPONENT = "urn:component";

describe("the stand-in for awsx", () => {
  let cloud: TemporaryCloud;
  let awsx: ProviderProcess;
  let monitor: Monitor;
  before(async () => {
    cloud = new TemporaryCloud();
    monitor = await Monitor.start();
    awsx = await ProviderProcess.start("awsx", cloud);
  });
  after(async () => {
    await awsx.stop();
    monitor.stop();
    cloud.remove();
  });

  it("registers the component, its children below it with its provider, and its outputs", async () => {
    const request = new ConstructRequest()
      .setType("awsx:ecr:Repository")
      .setName("Images")
      .setParent("urn:parent")
      .setProtect(true)
      .setInputs(toStruct({ name: "app", lifecyclePolicy: { skip: false } }))
      .setMonitorendpoint(monitor.address);
    request.getProvidersMap().set("aws", PROVIDER);
    const response = await construct(awsx, request);

    expect(response.getUrn()).to.equal(COMPONENT);
    expect(fromStruct(response.getState())).to.deep.equal({ url: "registry/app" });
    const [component, repository, lifecycle] = monitor.registered;
    expect(component?.toObject()).to.include({ custom: false, name: "Images", parent: "urn:parent", protect: true });
    expect(repository?.toObject()).to.include({ custom: true, name: "images", parent: COMPONENT, provider: PROVIDER });
    expect(fromStruct(repository?.getObject())).to.deep.equal({ name: "app" });
    expect(lifecycle?.toObject()).to.include({ custom: true, name: "images", parent: COMPONENT, provider: PROVIDER });
    expect(fromStruct(lifecycle?.getObject()).repository).to.equal("app");
    expect(lifecycle?.getDependenciesList()).to.deep.equal(["urn:repository"]);
    expect(lifecycle?.getPropertydependenciesMap().get("repository")?.getUrnsList()).to.deep.equal(["urn:repository"]);
    expect(monitor.finished).to.deep.equal([{ urn: COMPONENT, outputs: { url: "registry/app" } }]);
  });

  it("refuses a component nobody described", async () => {
    const request = new ConstructRequest().setType("awsx:ec2:Vpc").setMonitorendpoint(monitor.address);
    let message = "";
    await construct(awsx, request).catch((error: Error) => {
      message = error.message;
    });
    expect(message).to.equal("the simulated cloud cannot construct awsx:ec2:Vpc");
  });
});

function construct({ client }: ProviderProcess, request: ConstructRequest): Promise<ConstructResponse> {
  return new Promise((resolve, reject) => {
    client.construct(request, (error: grpc.ServiceError | null, response: ConstructResponse) =>
      error === null ? resolve(response) : reject(new Error(error.details)),
    );
  });
}

/** Takes registrations as the engine would. */
class Monitor {
  readonly registered: RegisterResourceRequest[] = [];
  readonly finished: { urn: string; outputs: PlainObject }[] = [];
  address = "";
  private readonly server = new grpc.Server();

  static async start(): Promise<Monitor> {
    const monitor = new Monitor();
    const handlers: grpc.UntypedServiceImplementation = {
      registerResource: (
        { request }: grpc.ServerUnaryCall<RegisterResourceRequest, RegisterResourceResponse>,
        reply: grpc.sendUnaryData<RegisterResourceResponse>,
      ) => reply(null, monitor.register(request)),
      registerResourceOutputs: (
        { request }: grpc.ServerUnaryCall<RegisterResourceOutputsRequest, Empty>,
        reply: grpc.sendUnaryData<Empty>,
      ) => {
        monitor.finished.push({ urn: request.getUrn(), outputs: fromStruct(request.getOutputs()) });
        reply(null, new Empty());
      },
    };
    monitor.server.addService(ResourceMonitorService, handlers);
    await new Promise<void>((resolve, reject) => {
      monitor.server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
        monitor.address = `127.0.0.1:${port}`;
        if (error === null) resolve();
        else reject(error);
      });
    });
    return monitor;
  }

  stop(): void {
    this.server.forceShutdown();
  }

  private register(request: RegisterResourceRequest): RegisterResourceResponse {
    this.registered.push(request);
    const type = request.getType();
    if (type === "awsx:ecr:Repository") return new RegisterResourceResponse().setUrn(COMPONENT);
    const outputs = { ...fromStruct(request.getObject()), repositoryUrl: "registry/app" };
    const urn = type.endsWith(":Repository") ? "urn:repository" : "urn:other";
    return new RegisterResourceResponse().setUrn(urn).setObject(toStruct(outputs));
  }
}
