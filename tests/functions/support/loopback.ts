import { createServer, type IncomingMessage } from "node:http";

/** A request as a loopback server received it; names of headers are in lower case. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly at: number;
}

/** What it answers: a status with a body, nothing at all, half a body, or a closed connection. */
export type Answer =
  | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
  | "hang"
  | "stall"
  | "drop";

export interface Loopback {
  readonly origin: string;
  readonly received: Received[];
  close(): Promise<void>;
}

/** Serves on 127.0.0.1 until closed. The answers are given in turn, the last one from then on; or one function decides. */
export async function serve(answers: readonly Answer[] | ((request: Received) => Answer)): Promise<Loopback> {
  const received: Received[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const request = await receive(incoming);
    received.push(request);
    const answer =
      typeof answers === "function" ? answers(request) : (answers[received.length - 1] ?? answers.at(-1) ?? "drop");
    if (answer === "drop") incoming.socket.destroy();
    else if (answer === "stall") outgoing.writeHead(200, { "content-length": "100" }).write("{");
    else if (answer !== "hang") {
      const { status, body = "", headers } = answer;
      const text = typeof body === "string" ? body : JSON.stringify(body);
      outgoing.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { origin: `http://127.0.0.1:${port}`, received, close };
}

/** Serves while `use` runs. */
export async function whileServing<T>(
  answers: Parameters<typeof serve>[0],
  use: (server: Loopback) => Promise<T>,
): Promise<T> {
  const server = await serve(answers);
  try {
    return await use(server);
  } finally {
    await server.close();
  }
}

/** The message of the error a promise ends with. */
export async function rejection(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
  throw new Error("the promise was kept");
}

async function receive(incoming: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : `${value}`,
    ]),
  );
  const { method = "", url = "" } = incoming;
  return { method, path: url, headers, body: Buffer.concat(chunks).toString("utf8"), at: Date.now() };
}
