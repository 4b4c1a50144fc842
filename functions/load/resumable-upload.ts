import type { GoogleApi } from "./google-api";
import type { ReadRange } from "./lake";
import { LoadError } from "./load-error";

export interface Upload {
  /** Bytes in total. */
  readonly size: number;
  readonly read: ReadRange;
  /** Bytes sent at a time; a multiple of 256 KiB, as the API asks for. */
  readonly chunkBytes: number;
}

/** Requests in a row that may bring an upload no further. */
const PATIENCE = 4;

/**
 * Uploads in chunks; an answer that does not come costs one chunk. Google says how far it has come, and is believed: the
 * next chunk begins there (https://cloud.google.com/bigquery/docs/reference/api-uploads#resumable).
 *
 * @returns the answer to the whole request: the job, or why it was refused
 */
export async function resumableUpload(api: GoogleApi, path: string, job: string, upload: Upload): Promise<Response> {
  const opened = await api.send({
    method: "POST",
    url: `${path}?uploadType=resumable`,
    headers: {
      "content-type": "application/json; charset=UTF-8",
      "x-upload-content-type": "application/octet-stream",
      "x-upload-content-length": `${upload.size}`,
    },
    body: job,
  });
  const session = opened.headers.get("location");
  if (!opened.ok || session === null) return opened;
  await opened.body?.cancel();
  return sendChunks(api, session, upload);
}

async function sendChunks(api: GoogleApi, session: string, upload: Upload): Promise<Response> {
  let sent = 0;
  for (let standstill = 0; standstill < PATIENCE; standstill += 1) {
    const response = await sendChunk(api, session, upload, sent);
    if (response.status === 404 || response.status === 410) {
      throw new LoadError("an upload to BigQuery was given up by BigQuery", false);
    }
    if (response.status !== 308) return response;
    await response.body?.cancel();
    const received = receivedBytes(response);
    if (received > sent) standstill = -1;
    sent = received;
  }
  throw new LoadError("an upload to BigQuery came to a standstill", false);
}

async function sendChunk(
  api: GoogleApi,
  url: string,
  { size, read, chunkBytes }: Upload,
  start: number,
): Promise<Response> {
  const put = (contentRange: string, body?: Uint8Array<ArrayBuffer>, attempts?: number) =>
    api.send({ method: "PUT", url, headers: { "content-range": contentRange }, body }, attempts);
  const end = Math.min(start + chunkBytes, size);
  if (start < end) {
    const chunk = new Uint8Array(await read(start, end));
    const response = await put(`bytes ${start}-${end - 1}/${size}`, chunk, 1).catch(() => undefined);
    if (response !== undefined && response.status < 500) return response;
  }
  return put(`bytes */${size}`); // without an answer, nobody but Google knows what has arrived
}

/** Bytes that have arrived: one more than the last of the range, or none without a range. */
function receivedBytes(response: Response): number {
  const last = /^bytes=0-(\d+)$/.exec(response.headers.get("range") ?? "")?.[1];
  return last === undefined ? 0 : Number(last) + 1;
}
