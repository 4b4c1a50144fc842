import * as grpc from "@grpc/grpc-js";
import type { ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";
import { ConstructResponse } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
  type RegisterResourceResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import type { RegisteredChild } from "../../../plan/cloud/registration";
import { REMOTE_COMPONENTS } from "../../../plan/cloud/services";
import type { PlainObject } from "../../../plan/graph";
import { fromStruct, revealAll, toStruct } from "./wire";

/** Registers a remote component and its children with the engine, as the component's own process would. */
export async function construct(request: ConstructRequest): Promise<ConstructResponse> {
  const component = REMOTE_COMPONENTS[request.getType()];
  if (component === undefined) throw new Error(`the simulated cloud cannot construct ${request.getType()}`);
  const monitor = new Monitor(request.getMonitorendpoint());
  try {
    const parent = await monitor.register(componentRequest(request));
    const registrations = component(request.getName(), revealAll(fromStruct(request.getInputs())));
    let step = registrations.next();
    while (!step.done) {
      const { type, name, inputs, dependencies = {} } = step.value;
      const child = new RegisterResourceRequest()
        .setType(type)
        .setName(name)
        .setCustom(true)
        .setObject(toStruct(inputs))
        .setParent(parent.urn)
        .setProvider(request.getProvidersMap().get("aws") ?? "");
      for (const [property, urns] of Object.entries(dependencies)) {
        const list = new RegisterResourceRequest.PropertyDependencies().setUrnsList([...urns]);
        child.getPropertydependenciesMap().set(property, list);
        child.setDependenciesList([...child.getDependenciesList(), ...urns]);
      }
      step = registrations.next(await monitor.register(withFormats(child)));
    }
    await monitor.finish(parent.urn, step.value);
    return new ConstructResponse().setUrn(parent.urn).setState(toStruct(step.value));
  } finally {
    monitor.close();
  }
}

/** The component itself carries what the program said about it; its children inherit from it in the engine. */
function componentRequest(request: ConstructRequest): RegisterResourceRequest {
  const component = new RegisterResourceRequest()
    .setType(request.getType())
    .setName(request.getName())
    .setParent(request.getParent())
    .setObject(request.getInputs())
    .setDependenciesList(request.getDependenciesList())
    .setAliasesList(request.getAliasesList())
    .setIgnorechangesList(request.getIgnorechangesList())
    .setReplaceonchangesList(request.getReplaceonchangesList())
    .setDeletedwith(request.getDeletedwith());
  const [protect, retain] = [request.getProtect(), request.getRetainondelete()];
  if (protect !== undefined) component.setProtect(protect);
  if (retain !== undefined) component.setRetainondelete(retain);
  for (const [name, reference] of request.getProvidersMap().entries()) {
    component.getProvidersMap().set(name, reference);
  }
  // Without these the engine would have every input depend on everything.
  request.getInputdependenciesMap().forEach((dependencies, input) => {
    const same = new RegisterResourceRequest.PropertyDependencies().setUrnsList(dependencies.getUrnsList());
    component.getPropertydependenciesMap().set(input, same);
  });
  return withFormats(component);
}

/** Without these the engine would unwrap secrets and turn references into ids. */
function withFormats(request: RegisterResourceRequest): RegisterResourceRequest {
  return request.setAcceptsecrets(true).setAcceptresources(true).setAliasspecs(true).setSupportspartialvalues(true);
}

/** The engine, as a component sees it. */
class Monitor {
  private readonly client: ResourceMonitorClient;

  constructor(endpoint: string) {
    this.client = new ResourceMonitorClient(endpoint, grpc.credentials.createInsecure());
  }

  register(request: RegisterResourceRequest): Promise<RegisteredChild> {
    return new Promise((resolve, reject) => {
      this.client.registerResource(request, (error: Error | null, response: RegisterResourceResponse) => {
        if (error !== null) reject(error);
        else resolve({ urn: response.getUrn(), outputs: fromStruct(response.getObject()) });
      });
    });
  }

  finish(urn: string, outputs: PlainObject): Promise<void> {
    const request = new RegisterResourceOutputsRequest().setUrn(urn).setOutputs(toStruct(outputs));
    return new Promise((resolve, reject) => {
      this.client.registerResourceOutputs(request, (error: Error | null) =>
        error === null ? resolve() : reject(error),
      );
    });
  }

  close(): void {
    this.client.close();
  }
}
