import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import type { PlainObject } from "../../../plan/graph";
import { CloudStore } from "../../../tools/engine/provider/cloud-store";
import { fromStruct, toStruct } from "../../../tools/engine/provider/wire";

const MAIN = join(__dirname, "../../../tools/engine/provider/main.js");

/** A cloud in a temporary folder. */
export class TemporaryCloud {
  readonly folder = mkdtempSync(join(tmpdir(), "kumiki-cloud-"));
  readonly store = new CloudStore(this.folder);

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** A stand-in provider in a process of its own, spoken to as the engine speaks to it. */
export class ProviderProcess {
  private constructor(
    readonly process: ChildProcess,
    readonly client: ResourceProviderClient,
  ) {}

  static async start(name: string, cloud: TemporaryCloud, env: Record<string, string> = {}): Promise<ProviderProcess> {
    const child = spawn(process.execPath, [MAIN, name, "127.0.0.1:1"], {
      env: { ...process.env, KUMIKI_CLOUD: cloud.folder, ...env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [port] = (await once(child.stdout, "data")) as [Buffer];
    const client = new ResourceProviderClient(`127.0.0.1:${String(port).trim()}`, grpc.credentials.createInsecure());
    return new ProviderProcess(child, client);
  }

  configure(args: PlainObject): Promise<proto.ConfigureResponse> {
    return call((done) => this.client.configure(new proto.ConfigureRequest().setArgs(toStruct(args)), done));
  }

  async check(
    urn: string,
    news: PlainObject,
    olds: PlainObject = {},
  ): Promise<{ inputs: PlainObject; problems: string[] }> {
    const request = new proto.CheckRequest().setUrn(urn).setOlds(toStruct(olds)).setNews(toStruct(news));
    const response = await call<proto.CheckResponse>((done) => this.client.check(request, done));
    return {
      inputs: fromStruct(response.getInputs()),
      problems: response.getFailuresList().map((failure) => failure.getReason()),
    };
  }

  /** @param olds outputs of the last run, where they are not what was asked for */
  async diff(urn: string, id: string, old: PlainObject, news: PlainObject, ignored: string[] = [], olds = old) {
    const request = new proto.DiffRequest()
      .setUrn(urn)
      .setId(id)
      .setOldInputs(toStruct(old))
      .setOlds(toStruct(olds))
      .setNews(toStruct(news))
      .setIgnorechangesList(ignored);
    const response = await call<proto.DiffResponse>((done) => this.client.diff(request, done));
    const kinds = Object.entries(proto.PropertyDiff.Kind);
    return {
      changes: response.getChanges() === proto.DiffResponse.DiffChanges.DIFF_SOME,
      diffs: response.getDiffsList(),
      replaces: response.getReplacesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
      detailed: Object.fromEntries(
        [...response.getDetaileddiffMap().entries()].map(([path, difference]: [string, proto.PropertyDiff]) => [
          path,
          kinds.find(([, kind]) => kind === difference.getKind())?.[0],
        ]),
      ),
    };
  }

  async create(urn: string, inputs: PlainObject, preview = false): Promise<{ id: string; properties: PlainObject }> {
    const request = new proto.CreateRequest().setUrn(urn).setProperties(toStruct(inputs)).setPreview(preview);
    const response = await call<proto.CreateResponse>((done) => this.client.create(request, done));
    return { id: response.getId(), properties: fromStruct(response.getProperties()) };
  }

  async read(urn: string, id: string, inputs: PlainObject, properties: PlainObject) {
    const request = new proto.ReadRequest()
      .setUrn(urn)
      .setId(id)
      .setInputs(toStruct(inputs))
      .setProperties(toStruct(properties));
    const response = await call<proto.ReadResponse>((done) => this.client.read(request, done));
    return {
      id: response.getId(),
      inputs: fromStruct(response.getInputs()),
      properties: fromStruct(response.getProperties()),
    };
  }

  async update(urn: string, id: string, olds: PlainObject, news: PlainObject, preview = false): Promise<PlainObject> {
    const request = new proto.UpdateRequest()
      .setUrn(urn)
      .setId(id)
      .setOlds(toStruct(olds))
      .setNews(toStruct(news))
      .setPreview(preview);
    const response = await call<proto.UpdateResponse>((done) => this.client.update(request, done));
    return fromStruct(response.getProperties());
  }

  async delete(urn: string, id: string, properties: PlainObject): Promise<void> {
    const request = new proto.DeleteRequest().setUrn(urn).setId(id).setProperties(toStruct(properties));
    await call((done) => this.client.delete(request, done));
  }

  /** Checks and creates, as an `up` does. */
  async make(urn: string, news: PlainObject): Promise<{ id: string; inputs: PlainObject; properties: PlainObject }> {
    const { inputs, problems } = await this.check(urn, news);
    if (problems.length > 0) throw new Error(problems.join("\n"));
    return { ...(await this.create(urn, inputs)), inputs };
  }

  async stop(): Promise<void> {
    this.client.close();
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, "exit");
    this.process.kill("SIGKILL");
    await ended;
  }
}

/** Starts a provider over a cloud of its own for the suite that calls this, and ends both with the suite. */
export function suiteProvider(name: string): () => ProviderProcess {
  let cloud: TemporaryCloud | undefined;
  let provider: ProviderProcess | undefined;
  before(async () => {
    cloud = new TemporaryCloud();
    provider = await ProviderProcess.start(name, cloud);
  });
  after(async () => {
    await provider?.stop();
    cloud?.remove();
  });
  return () => {
    if (provider === undefined) throw new Error(`${name} runs while the tests of the suite do`);
    return provider;
  };
}

/** `urn:pulumi:test::kumiki::aws:ec2/vpc:Vpc::main` */
export function urnOf(type: string, name: string): string {
  return `urn:pulumi:test::kumiki::${type}::${name}`;
}

function call<T>(act: (done: (error: grpc.ServiceError | null, response: T) => void) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    act((error, response) => (error === null ? resolve(response) : reject(new Error(error.details))));
  });
}
