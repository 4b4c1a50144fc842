import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

/** A request as a server received it. Names of headers are in lower case. */
export interface Exchange {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** What goes wrong with one request: it never arrives; it is carried out and the answer is lost; or another answer. */
export type Fault = "lost-request" | "lost-answer" | Reply;

/** Decides about a request before it is carried out. */
export type FaultPlan = (exchange: Exchange) => Fault | undefined | Promise<Fault | undefined>;

/** A server on the loopback interface that speaks for a service, and whose every request can go wrong. */
export abstract class FaultyServer {
  readonly requests: Exchange[] = [];
  /** @default nothing goes wrong */
  plan: FaultPlan = () => undefined;
  private readonly server: Server = createServer((request, response) => this.handle(request, response));
  private port = 0;

  protected abstract answer(exchange: Exchange): Reply;

  get endpoint(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<this> {
    this.server.keepAliveTimeout = 60_000;
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    const address = this.server.address();
    this.port = typeof address === "object" && address !== null ? address.port : 0;
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Requests so far, as method and path. */
  get lines(): string[] {
    return this.requests.map(({ method, url }) => `${method} ${url.pathname}`);
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const exchange = await this.collect(request);
    this.requests.push(exchange);
    const fault = await this.plan(exchange);
    if (fault === "lost-request") return void request.socket.destroy();
    const { status, headers, body } = typeof fault === "object" ? fault : this.answer(exchange);
    if (fault === "lost-answer") return void request.socket.destroy();
    response.writeHead(status, headers).end(body);
  }

  private async collect(request: IncomingMessage): Promise<Exchange> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    return {
      method: request.method ?? "",
      url: new URL(request.url ?? "/", this.endpoint),
      headers,
      body: Buffer.concat(chunks),
    };
  }
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
}
