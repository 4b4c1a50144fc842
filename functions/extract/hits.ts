import { items, members, onOneLine } from "./raw-json";

/** One document as a page of results holds it. */
export interface Hit {
  readonly index: string;
  readonly id: string;
  /** When it was ingested, in milliseconds since 1970: what pages are sorted by. */
  readonly ingestedAt: number;
  /** Of two versions of a document, the newer one has the higher number. */
  readonly version: bigint;
  /** The document as JSON text, on one line. */
  readonly source: string;
}

/** What one search answered. */
export interface HitPage {
  readonly hits: readonly Hit[];
  /** Sort values of the last hit as JSON text, for the next page. */
  readonly last: string | undefined;
  /** The point in time to go on with; the answer may rename it. */
  readonly pointInTime: string | undefined;
}

/** An answer that may lack documents. Nobody may conclude from it how far the export has come. */
export class IncompleteAnswerError extends Error {
  override readonly name = "IncompleteAnswerError";
}

/** Operations of one shard that a version number has room for: 2^40. Above them are the terms of its primary. */
const SEQUENCE_BITS = 40n;

/** @throws IncompleteAnswerError if a shard is missing or the search was cut short */
export function readPage(body: string): HitPage {
  const answer = members(body);
  if (answer.get("timed_out") !== "false") throw new IncompleteAnswerError("the search ran into its time limit");
  requireAllShards(answer);
  const hits = items(required(members(required(answer, "hits")), "hits")).map((hit) => members(hit));
  const pointInTime = answer.get("pit_id");
  return {
    hits: hits.map(readHit),
    last: hits.at(-1)?.get("sort"),
    pointInTime: pointInTime === undefined ? undefined : JSON.parse(pointInTime),
  };
}

/** @throws IncompleteAnswerError naming how many shards answered */
export function requireAllShards(answer: ReadonlyMap<string, string>): number {
  const shards = members(required(answer, "_shards"));
  const [total, successful, failed] = ["total", "successful", "failed"].map((name) => Number(shards.get(name)));
  if (failed === 0 && successful === total && total !== undefined) return total;
  throw new IncompleteAnswerError(`${successful} of ${total} shards answered, ${failed} failed`);
}

function readHit(hit: ReadonlyMap<string, string>): Hit {
  const [ingestedAt = ""] = items(required(hit, "sort"));
  return {
    index: JSON.parse(required(hit, "_index")),
    id: JSON.parse(required(hit, "_id")),
    ingestedAt: wholeNumber("ingested_at", ingestedAt),
    version: versionOf(required(hit, "_primary_term"), required(hit, "_seq_no")),
    source: onOneLine(required(hit, "_source")),
  };
}

/**
 * One number that orders the versions of a document. `_seq_no` counts the operations of a shard, and a document never
 * leaves its shard. When a primary is lost, its successor may use numbers again that nobody had acknowledged; the term
 * of the primary, which counts successions, then tells the two apart and so comes first. `_version` would not do: it
 * begins again at 1 when a document is deleted and written anew.
 */
function versionOf(primaryTerm: string, sequence: string): bigint {
  const [term, number] = [wholeNumber("_primary_term", primaryTerm), wholeNumber("_seq_no", sequence)];
  if (number >= 2 ** Number(SEQUENCE_BITS)) throw new RangeError(`_seq_no ${number} has no room in a version`);
  return (BigInt(term) << SEQUENCE_BITS) + BigInt(number);
}

function wholeNumber(what: string, text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new Error(`${what} of a document is no whole number of at most 15 digits.`);
}

function required(object: ReadonlyMap<string, string>, name: string): string {
  const value = object.get(name);
  if (value === undefined) throw new Error(`an answer of OpenSearch has no "${name}"`);
  return value;
}
