import type { SignedFetch } from "../lib/signed-fetch";
import { isObject, type JsonObject } from "./json";
import { searchRefusal, unreachable } from "./search-error";

/** What the set-up of a domain needs of its REST API. Rejects with `SearchError` only. */
export interface SearchApi {
  /** @returns undefined where there is nothing under that path */
  readonly get: (path: string) => Promise<JsonObject | undefined>;
  readonly put: (path: string, body: JsonObject) => Promise<void>;
}

/** @param origin such as `https://vpc-logs.ap-northeast-1.es.amazonaws.com` */
export function searchApi(origin: string, fetch: SignedFetch, signal: AbortSignal): SearchApi {
  const send = async (
    method: "GET" | "PUT",
    path: string,
    body?: JsonObject,
  ): Promise<[status: number, text: string]> => {
    try {
      const headers = body === undefined ? undefined : { "content-type": "application/json" };
      const text = body === undefined ? undefined : JSON.stringify(body);
      const response = await fetch(`${origin}/${path}`, { method, headers, body: text, signal, retry: false });
      return [response.status, await response.text()];
    } catch (error) {
      throw unreachable(error, signal.aborted);
    }
  };
  return {
    get: async (path) => {
      const [status, text] = await send("GET", path);
      if (status === 404) return undefined;
      if (status !== 200) throw searchRefusal("GET", path, status, text);
      const body = objectIn(text);
      if (body === undefined) throw searchRefusal("GET", path, status, "something that is not a JSON object");
      return body;
    },
    put: async (path, body) => {
      const [status, text] = await send("PUT", path, body);
      if (status !== 200 && status !== 201) throw searchRefusal("PUT", path, status, text);
    },
  };
}

function objectIn(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
