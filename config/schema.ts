import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { awsRegion } from "./formats";
import { key } from "./key";
import { access } from "./sections/access";
import * as compute from "./sections/compute";
import * as data from "./sections/data";
import * as foundation from "./sections/foundation";
import * as edgeAndNetwork from "./sections/network";
import * as operations from "./sections/operations";

/**
 * The configuration of a stack: every key, its type, range, default and meaning. The types of the program, the checks at
 * load time, docs/configuration.md and the JSON schema for editors are all read from here.
 *
 * A section that is left out counts as an empty one. A default written as "<some.key>" is filled in from that key.
 */
export const schema = z.strictObject({
  ...foundation.identity,
  account: foundation.account,
  protection: foundation.protection,
  access,
  domain: foundation.domain,
  network: edgeAndNetwork.network,
  edge: edgeAndNetwork.edge,
  service: compute.service,
  worker: compute.worker,
  batch: compute.batch,
  functions: compute.functions,
  aurora: data.aurora,
  cache: data.cache,
  search: data.search,
  storage: data.storage,
  gcp: data.gcp,
  analytics: operations.analytics,
  observability: operations.observability,
  ops: operations.ops,
  alerting: operations.alerting,
  ...operations.secrets,
  backup: operations.backup,
  dr: operations.dr,
  delivery: operations.delivery,
  github: operations.github,
  cost: operations.cost,
  commitments: operations.commitments,
  interop: operations.interop,
});

/** The region everything lives in unless it says otherwise; a key of the AWS provider that this program reads as well. */
export const regionSchema = key("The AWS region of the stack.", awsRegion());

export type SecretKey = keyof typeof operations.secrets;

/** The checked configuration before secrets are wrapped. Only rules see it. */
export type PlainConfig = DeepReadonly<z.output<typeof schema>> & { readonly region: string };

/** The configuration as the program sees it: complete, checked, frozen, its secrets marked as secrets. */
export type StackConfig = Omit<PlainConfig, SecretKey> & {
  readonly [K in SecretKey]?: pulumi.Output<string>;
};

type DeepReadonly<T> = T extends (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;
