import { createServer, type IncomingMessage } from "node:http";

/** A call of the Data API: its operation, and the body with the names of the API reference. */
export interface Call {
  readonly operation: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What the Data API refuses a call with. */
export class Refusal extends Error {
  constructor(
    readonly exception: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

/** What stands behind the Data API: a database, in which each transaction is a session of its own. */
export interface Database {
  begin(): Promise<Session>;
}

export interface Session {
  /** Runs a statement and gives its first value. */
  run(sql: string): Promise<string | null>;
  end(how: "COMMIT" | "ROLLBACK"): Promise<void>;
}

export interface DataApiServer {
  readonly endpoint: string;
  readonly calls: Call[];
  /** SQL of all statements so far, in order. */
  statements(): string[];
  /** Number of transactions that are neither committed nor rolled back. */
  open(): number;
  close(): Promise<void>;
}

/**
 * Speaks the Data API's protocol on 127.0.0.1: four operations, their errors by the header the SDK reads.
 * @param intervene called before each call; what it throws is the answer, and with "drop" there is none
 */
export async function serveDataApi(
  database: Database,
  intervene: (call: Call) => "drop" | undefined = () => undefined,
): Promise<DataApiServer> {
  const calls: Call[] = [];
  const sessions = new Map<string, Session>();

  const session = (body: Call["body"]): [string, Session] => {
    const id = String(body.transactionId);
    const found = sessions.get(id);
    if (found === undefined) throw new Refusal("TransactionNotFoundException", `Transaction ${id} is not found`, 404);
    return [id, found];
  };
  const finish = async (body: Call["body"], how: "COMMIT" | "ROLLBACK"): Promise<unknown> => {
    const [id, found] = session(body);
    sessions.delete(id);
    await found.end(how);
    return { transactionStatus: how };
  };
  const operations: Readonly<Record<string, (body: Call["body"]) => Promise<unknown>>> = {
    BeginTransaction: async () => {
      const transactionId = `transaction-${calls.length}`;
      sessions.set(transactionId, await database.begin());
      return { transactionId };
    },
    Execute: async (body) => {
      const value = await session(body)[1].run(String(body.sql));
      return { records: [[value === null ? { isNull: true } : { stringValue: value }]], numberOfRecordsUpdated: 0 };
    },
    CommitTransaction: (body) => finish(body, "COMMIT"),
    RollbackTransaction: (body) => finish(body, "ROLLBACK"),
  };

  const server = createServer(async (incoming, outgoing) => {
    const call = { operation: incoming.url?.slice(1) ?? "", body: JSON.parse(await textOf(incoming)) };
    calls.push(call);
    try {
      if (intervene(call) === "drop") {
        incoming.socket.destroy();
        return;
      }
      const answer = await operations[call.operation]?.(call.body);
      outgoing.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
    } catch (error) {
      const { exception, message, status } = error instanceof Refusal ? error : refusalOf(error);
      outgoing.writeHead(status, { "content-type": "application/json", "x-amzn-errortype": exception });
      outgoing.end(JSON.stringify({ message }));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    endpoint: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`,
    calls,
    statements: () => calls.filter(({ operation }) => operation === "Execute").map(({ body }) => String(body.sql)),
    open: () => sessions.size,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** An error of PostgreSQL, as the Data API words it. */
function refusalOf(error: unknown): Refusal {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && "code" in error ? `; SQLState: ${error.code}` : "";
  return new Refusal("DatabaseErrorException", `ERROR: ${message}${code}`);
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
