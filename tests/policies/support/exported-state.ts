import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as rpc from "@pulumi/pulumi/runtime/rpc";
import {
  type PlainObject,
  type PlainValue,
  type ResourceGraph,
  type ResourceNode,
  STACK_TYPE,
} from "../../../plan/graph";

/** How an export shows secrets: sealed, as it does by itself, or in plain text, as with `--show-secrets`. */
export type Secrets = "sealed" | "plain";

/**
 * A stack in the form in which `pulumi stack export` writes it: markers for secrets and assets, the provider's notes
 * beside the properties, references to providers by URN and id, and no word on what was not said. It is the state of a new
 * stack, in which nothing was found by an alias.
 */
export function exportOf(graph: ResourceGraph, secrets: Secrets = "sealed"): PlainObject {
  return {
    version: 3,
    deployment: {
      manifest: { time: "2026-11-25T18:17:04.123456+09:00", magic: "feedface", version: "v3.259.0" },
      secrets_providers: { type: "awskms", state: { url: "awskms://alias/pulumi?region=ap-northeast-1" } },
      resources: graph.resources.map((node) => exportedResource(node, graph, secrets)),
      metadata: {},
    },
  };
}

/** A secret as a state file keeps it. */
export function sealed(): PlainObject {
  return { [rpc.specialSigKey]: rpc.specialSecretSig, ciphertext: "AAABAOkW3N0bm90UmVhbA==" };
}

/** A secret as an export with `--show-secrets` keeps it: JSON within a text. */
export function opened(value: PlainValue): PlainObject {
  return { [rpc.specialSigKey]: rpc.specialSecretSig, plaintext: JSON.stringify(value) };
}

/** Gives the callback a file with that content, and removes it afterwards. */
export function withFile<T>(content: string | object, use: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "kumiki-state-"));
  const path = join(folder, "state.json");
  try {
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content, null, 4));
    return use(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function exportedResource(node: ResourceNode, graph: ResourceGraph, secrets: Secrets): PlainObject {
  const { id, parent, provider, options } = node;
  const isStack = node.type === STACK_TYPE;
  const outputs = isStack ? graph.outputs : id === undefined ? node.outputs : { ...node.outputs, id };
  const notes = node.custom && !node.type.startsWith("pulumi:");
  return JSON.parse(
    JSON.stringify({
      urn: node.urn,
      custom: node.custom,
      id,
      type: node.type,
      inputs: { ...(notes ? { __defaults: ["name"] } : {}), ...marked(node.inputs, "", node.secretInputs, secrets) },
      outputs: {
        ...(notes ? { __meta: '{"schema_version":"1"}', __pulumi_raw_state_delta: { obj: {} } } : {}),
        ...marked(outputs, "", isStack ? graph.secretOutputs : node.secretOutputs, secrets),
      },
      parent,
      protect: options.protect,
      dependencies: node.dependencies.length > 0 ? node.dependencies : undefined,
      provider: provider === undefined ? undefined : `${provider}::${graph.get(provider)?.id}`,
      propertyDependencies: Object.keys(node.propertyDependencies).length > 0 ? node.propertyDependencies : null,
      additionalSecretOutputs: options.additionalSecretOutputs,
      ignoreChanges: options.ignoreChanges,
      replaceOnChanges: options.replaceOnChanges,
      deletedWith: options.deletedWith,
      retainOnDelete: options.retainOnDelete,
      created: "2026-11-20T02:11:09.5Z",
      modified: "2026-11-25T09:17:01.5Z",
    }),
  );
}

function marked(object: PlainObject, path: string, secretPaths: readonly string[], secrets: Secrets): PlainObject {
  const mark = (value: PlainValue, at: string): PlainValue => {
    if (secretPaths.includes(at)) return secrets === "sealed" ? sealed() : opened(value);
    if (Array.isArray(value)) return value.map((item, index) => mark(item, `${at}[${index}]`));
    return value === null || typeof value !== "object" ? value : markedObject(value, at);
  };
  const markedObject = (value: PlainObject, at: string): PlainObject => {
    const copy = Object.entries(value).map(([key, item]) => [key, mark(item, at === "" ? key : `${at}.${key}`)]);
    return contentOf(Object.fromEntries(copy)) ?? Object.fromEntries(copy);
  };
  return markedObject(object, path);
}

/** The plan shows content as `{ asset: { path } }` or `{ archive: { name: content } }`; the engine marks and hashes it. */
function contentOf({ asset, archive, ...others }: PlainObject): PlainObject | undefined {
  if (Object.keys(others).length > 0) return undefined;
  const hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
  if (isObject(asset)) return { [rpc.specialSigKey]: rpc.specialAssetSig, hash, ...asset };
  if (isObject(archive)) {
    const content = typeof archive.path === "string" ? archive : { assets: archive };
    return { [rpc.specialSigKey]: rpc.specialArchiveSig, hash, ...content };
  }
  return undefined;
}

function isObject(value: PlainValue | undefined): value is PlainObject {
  return value !== undefined && value !== null && typeof value === "object" && !Array.isArray(value);
}
