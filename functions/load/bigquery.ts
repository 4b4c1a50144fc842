import { type GoogleApi, reasonOf } from "./google-api";
import type { ReadRange } from "./lake";
import { LoadError } from "./load-error";
import { type JobState, loadJob, mayPass, type Target } from "./load-job";
import { resumableUpload } from "./resumable-upload";

/** Load jobs of one table. */
export class LoadJobs {
  constructor(
    private readonly api: GoogleApi,
    private readonly target: Target,
    /** Bytes sent at a time: an object that is no larger goes in one request. */
    private readonly chunkBytes: number,
  ) {}

  /** @returns undefined if there is no such job */
  async find(jobId: string): Promise<JobState | undefined> {
    const { projectId, location } = this.target;
    const url = `/bigquery/v2/projects/${projectId}/jobs/${jobId}?location=${location}`;
    const response = await this.api.send({ method: "GET", url });
    if (response.ok) return jobState(await response.json());
    const reason = await reasonOf(response);
    if (response.status === 404) return undefined;
    throw refused("to look for a load job", response, reason);
  }

  /** Starts a job with the bytes of an object. @returns undefined if there is one of that id */
  async start(jobId: string, size: number, read: ReadRange): Promise<JobState | undefined> {
    const job = JSON.stringify(loadJob(jobId, this.target));
    const path = `/upload/bigquery/v2/projects/${this.target.projectId}/jobs`;
    const response =
      size <= this.chunkBytes
        ? await this.sendWhole(path, job, await read(0, size), jobId)
        : await resumableUpload(this.api, path, job, { size, read, chunkBytes: this.chunkBytes });
    if (response.ok) return jobState(await response.json());
    const reason = await reasonOf(response);
    if (response.status === 409) return undefined;
    throw refused("a load job", response, reason);
  }

  private sendWhole(path: string, job: string, content: Uint8Array, boundary: string): Promise<Response> {
    const part = (type: string) => `--${boundary}\r\ncontent-type: ${type}\r\n\r\n`;
    return this.api.send({
      method: "POST",
      url: `${path}?uploadType=multipart`,
      headers: { "content-type": `multipart/related; boundary=${boundary}` },
      body: new Uint8Array(
        Buffer.concat([
          Buffer.from(`${part("application/json; charset=UTF-8")}${job}\r\n${part("application/octet-stream")}`),
          content,
          Buffer.from(`\r\n--${boundary}--\r\n`),
        ]),
      ),
    });
  }
}

function refused(what: string, { status }: Response, reason: string): LoadError {
  const passing = status === 401 || status === 429 || status >= 500 || mayPass(reason);
  return new LoadError(`BigQuery refused ${what}: ${status} ${reason}`, !passing);
}

function jobState(job: unknown): JobState {
  const { status } = fields(job);
  const { state, errorResult } = fields(status);
  if (state !== "PENDING" && state !== "RUNNING" && state !== "DONE") {
    throw new LoadError("BigQuery answered without the state of a job", false);
  }
  if (errorResult === undefined) return { state };
  const { reason } = fields(errorResult);
  return { state, failure: typeof reason === "string" ? reason : "no reason given" };
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
