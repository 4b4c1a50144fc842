import {
  BeginTransactionCommand,
  CommitTransactionCommand,
  ExecuteStatementCommand,
  RDSDataClient,
  type RDSDataClientConfig,
  RollbackTransactionCommand,
} from "@aws-sdk/client-rds-data";
import { dataApiError } from "./data-api-error";
import type { DatabaseSettings } from "./request";

/** A transaction of the Data API: whoever has it runs statements one after the other. */
export interface Transaction {
  /** Runs one statement. @returns the first value of the first row, if it is a text */
  readonly run: (sql: string) => Promise<string | undefined>;
}

/** What the set-up of a database needs of the Data API. Rejects with `DataApiError` only. */
export interface DataApi {
  /** Commits what `work` did, or rolls it back where it rejects. */
  readonly transaction: <T>(work: (transaction: Transaction) => Promise<T>) => Promise<T>;
}

type Target = Pick<DatabaseSettings, "clusterArn" | "secretArn" | "database">;

/** The Data API ends a statement after 45 s; an answer that takes longer than this will not come. */
const REQUEST_TIMEOUT = 60_000;

/**
 * The Data API of one database. The client repeats nothing: what a lost answer leaves undone is only known to the
 * transaction as a whole, which is what the caller repeats.
 */
export function dataApi(
  { clusterArn: resourceArn, secretArn, database }: Target,
  signal: AbortSignal,
  config: RDSDataClientConfig = {},
): DataApi {
  const requestHandler = { connectionTimeout: 5_000, requestTimeout: REQUEST_TIMEOUT, throwOnRequestTimeout: true };
  const client = new RDSDataClient({ maxAttempts: 1, requestHandler, ...config });
  const cluster = { resourceArn, secretArn };
  const options = { abortSignal: signal };

  const begin = async (): Promise<string> => {
    const { transactionId } = await client.send(new BeginTransactionCommand({ ...cluster, database }), options);
    if (transactionId === undefined) throw new Error("the Data API gave no transaction id");
    return transactionId;
  };
  const run = async (sql: string, transactionId: string): Promise<string | undefined> => {
    const command = new ExecuteStatementCommand({ ...cluster, database, transactionId, sql });
    const { records } = await client.send(command, options).catch(rethrow);
    return records?.[0]?.[0]?.stringValue;
  };

  return {
    transaction: async (work) => {
      const transactionId = await begin().catch(rethrow);
      try {
        const result = await work({ run: (sql) => run(sql, transactionId) });
        await client.send(new CommitTransactionCommand({ ...cluster, transactionId }), options).catch(rethrow);
        return result;
      } catch (error) {
        // Should this fail too, the Data API rolls back by itself after three minutes without a call.
        await client.send(new RollbackTransactionCommand({ ...cluster, transactionId })).catch(() => undefined);
        throw error;
      }
    },
  };
}

function rethrow(error: unknown): never {
  throw dataApiError(error);
}
