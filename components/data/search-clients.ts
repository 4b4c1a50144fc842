import type * as pulumi from "@pulumi/pulumi";
import { ACCESS } from "./search-access";

/** HTTP methods, as IAM spells them. */
export const HTTP_METHODS = ["Delete", "Get", "Head", "Patch", "Post", "Put"] as const;
export type HttpMethod = (typeof HTTP_METHODS)[number];

/**
 * What a caller is for. `append` adds documents and cannot read; `export` pages through documents and nothing else;
 * `write` owns the documents; `store` is a program that brings its own templates; `browse` is a person in Dashboards.
 */
export type SearchAccess = "append" | "browse" | "export" | "read" | "store" | "write";

/** Who calls the domain, what for, and on which indices. IAM, the domain's policy and its roles all follow from it. */
export interface SearchClient {
  /** Name of its role in the domain: lower-case letters, digits and dashes. */
  readonly name: string;
  readonly access: SearchAccess;
  /** Index names, or their beginnings with `*`, such as `logs-*`. */
  readonly patterns: readonly string[];
  /** IAM roles that hold it. They need not exist yet: the policy names them in a condition. */
  readonly roleArns: readonly pulumi.Input<string>[];
  /** Groups of the identity provider that hold it; with `saml` only. @default [] */
  readonly groups?: readonly string[];
}

/** The methods a client calls the domain with. */
export function methodsOf({ access }: SearchClient): HttpMethod[] {
  const methods = new Set(ACCESS[access].calls.flatMap((calls) => calls.methods));
  return HTTP_METHODS.filter((method) => methods.has(method));
}

/** The paths a client calls, relative to the domain, by the methods it calls them with. */
export function pathsOf({ access, patterns }: SearchClient): { methods: readonly HttpMethod[]; paths: string[] }[] {
  return ACCESS[access].calls.map(({ methods, apis, indices = true }) => ({
    methods,
    paths: [
      ...apis.flatMap((api) =>
        api.includes("<pattern>") ? patterns.map((pattern) => api.replace("<pattern>", pattern)) : [api],
      ),
      ...(indices ? patterns : []),
    ].sort(),
  }));
}
