import { isDeepStrictEqual } from "node:util";
import { type Clock, patiently } from "./patience";
import type { SearchSettings } from "./request";
import { ItemError, type ItemResult, type Outcome } from "./result";
import type { SearchApi } from "./search-api";
import { type SearchItem, searchItems } from "./search-items";

/**
 * Brings a domain to what is asked for, item by item: what is there already is not written again. After a failure the
 * items before it are done, and another run goes on with the rest.
 * @throws ItemError for the item that could not be brought about
 */
export async function setUpSearch(
  settings: SearchSettings,
  api: SearchApi,
  clock: Clock,
  report: (result: ItemResult) => void,
): Promise<void> {
  for (const item of searchItems(settings)) {
    const outcome = await bringAbout(item, api, clock).catch((error) => {
      throw new ItemError(item.item, error);
    });
    report({ item: item.item, outcome });
  }
}

async function bringAbout(item: SearchItem, api: SearchApi, clock: Clock): Promise<Outcome> {
  let written: Outcome | undefined; // by an attempt whose answer was lost
  const form = item.form ?? ((body) => body);
  return patiently(async () => {
    const answer = await api.get(item.path);
    const found = answer === undefined ? undefined : item.found(answer);
    const body = item.body(found);
    if (found !== undefined && isDeepStrictEqual(form(found), form(body))) return written ?? "unchanged";
    written ??= found === undefined ? "created" : "updated";
    await api.put(item.target?.(answer) ?? item.path, body);
    return written;
  }, clock);
}
