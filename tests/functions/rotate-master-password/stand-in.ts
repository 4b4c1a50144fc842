import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export const CLUSTER = "kumiki-prod-db-g1";
export const SECRET = "arn:aws:secretsmanager:ap-northeast-1:123456789012:secret:kumiki-prod-db-g1-master-a1b2c3";
export const OLD_PASSWORD = "OldPasswordThatWasSetAtTheBeginning1234";

interface Version {
  text?: string;
  readonly stages: Set<string>;
}

type Json = Readonly<Record<string, unknown>>;

/** A refusal as the services word it. */
class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Secrets Manager and the API of RDS on a local port, as far as a rotation goes: one secret, one cluster. It speaks their
 * protocols, so that the SDK in the function is the one that runs in Lambda.
 */
export class StandIn {
  rotationEnabled = true;
  readonly versions = new Map<string, Version>([
    ["v1", { text: secretText({}), stages: new Set(["AWSCURRENT"]) }],
    // What Secrets Manager does before the first step: a label on a version that holds nothing yet.
    ["v2", { stages: new Set(["AWSPENDING"]) }],
  ]);
  /** The password people could sign in with. */
  clusterPassword = OLD_PASSWORD;
  /** What the next looks at the cluster find; then it is available. */
  states: { readonly status: string; readonly pending?: boolean }[] = [];
  readonly calls: string[] = [];
  readonly generated: string[] = [];
  lastModification: Readonly<Record<string, string>> = {};
  private readonly interruptions = new Map<string, () => void>();
  private readonly server = createServer((request, response) => this.answer(request, response));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** The next call of this name is carried out, but the caller never hears of it. */
  loseAnswerTo(action: string): void {
    this.interruptions.set(action, () => undefined);
  }

  /** Something happens just before the next call of this name. */
  before(action: string, happens: () => void): void {
    this.interruptions.set(`before ${action}`, happens);
  }

  idOf(stage: string): string | undefined {
    return [...this.versions].find(([, { stages }]) => stages.has(stage))?.[0];
  }

  /** What the version with a label holds. */
  credentials(stage: string): Json {
    return JSON.parse(this.versions.get(this.idOf(stage) ?? "")?.text ?? "{}");
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      const target = request.headers["x-amz-target"];
      if (typeof target === "string") this.answerSecrets(target.split(".")[1] ?? "", JSON.parse(body), response);
      else this.answerRds(Object.fromEntries(new URLSearchParams(body)), response);
    });
  }

  private answerSecrets(action: string, input: Json, response: ServerResponse): void {
    this.carryOut(
      action,
      response,
      "application/x-amz-json-1.1",
      () => JSON.stringify(this.secretsManager(action, input)),
      ({ code, message }) => JSON.stringify({ __type: code, Message: message }),
    );
  }

  private answerRds(input: Readonly<Record<string, string>>, response: ServerResponse): void {
    const action = input.Action ?? "";
    this.carryOut(
      action,
      response,
      "text/xml",
      () => this.rds(action, input),
      ({ code, message }) =>
        `<ErrorResponse><Error><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
    );
  }

  private carryOut(
    action: string,
    response: ServerResponse,
    type: string,
    work: () => string,
    refuse: (refusal: Refusal) => string,
  ): void {
    this.calls.push(action);
    this.take(`before ${action}`)?.();
    response.setHeader("content-type", type);
    try {
      const text = work();
      if (this.take(action) !== undefined) response.destroy();
      else response.end(text);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      response.statusCode = 400;
      response.end(refuse(error));
    }
  }

  private take(interruption: string): (() => void) | undefined {
    const happens = this.interruptions.get(interruption);
    this.interruptions.delete(interruption);
    return happens;
  }

  private secretsManager(action: string, input: Json): Json {
    if (action !== "GetRandomPassword" && input.SecretId !== SECRET) throw new Refusal("AccessDeniedException", "no");
    switch (action) {
      case "DescribeSecret":
        return {
          ARN: SECRET,
          RotationEnabled: this.rotationEnabled,
          VersionIdsToStages: Object.fromEntries([...this.versions].map(([id, { stages }]) => [id, [...stages]])),
        };
      case "GetRandomPassword":
        return { RandomPassword: this.randomPassword(input) };
      case "GetSecretValue":
        return this.getSecretValue(input);
      case "PutSecretValue":
        return this.putSecretValue(input);
      case "UpdateSecretVersionStage":
        return this.moveStage(input);
      default:
        throw new Refusal("UnknownOperationException", action);
    }
  }

  private randomPassword({ PasswordLength, ExcludePunctuation, RequireEachIncludedType }: Json): string {
    if (ExcludePunctuation !== true || RequireEachIncludedType !== true) return 'a/password@RDS"refuses';
    this.generated.push(`Aa1${String(this.generated.length).padEnd(Number(PasswordLength) - 3, "x")}`);
    return this.generated.at(-1) ?? "";
  }

  private getSecretValue({ VersionId, VersionStage }: Json): Json {
    const id = String(VersionId ?? this.idOf(String(VersionStage)));
    const version = this.versions.get(id);
    if (version?.text === undefined || !version.stages.has(String(VersionStage))) {
      throw new Refusal("ResourceNotFoundException", "Secrets Manager can't find the specified secret value.");
    }
    return { ARN: SECRET, VersionId: id, SecretString: version.text };
  }

  private putSecretValue({ ClientRequestToken, SecretString, VersionStages }: Json): Json {
    const version = this.versions.get(String(ClientRequestToken)) ?? { stages: new Set<string>() };
    if (version.text !== undefined && version.text !== SecretString) {
      throw new Refusal("ResourceExistsException", "A resource with the ID already exists.");
    }
    version.text = String(SecretString);
    for (const stage of VersionStages as string[]) version.stages.add(stage);
    this.versions.set(String(ClientRequestToken), version);
    return { ARN: SECRET };
  }

  private moveStage({ VersionStage, MoveToVersionId, RemoveFromVersionId }: Json): Json {
    const stage = String(VersionStage);
    const holder = this.idOf(stage);
    if (holder !== RemoveFromVersionId) throw new Refusal("InvalidParameterException", `${stage} is elsewhere.`);
    const from = this.versions.get(String(holder));
    for (const version of this.versions.values()) version.stages.delete("AWSPREVIOUS");
    from?.stages.delete(stage);
    from?.stages.add("AWSPREVIOUS");
    this.versions.get(String(MoveToVersionId))?.stages.add(stage);
    return { ARN: SECRET };
  }

  private rds(action: string, input: Readonly<Record<string, string>>): string {
    if (input.DBClusterIdentifier !== CLUSTER) throw new Refusal("DBClusterNotFoundFault", "no such cluster");
    if (action === "ModifyDBCluster") {
      this.lastModification = input;
      this.clusterPassword = input.MasterUserPassword ?? "";
      return "<ModifyDBClusterResponse><ModifyDBClusterResult/></ModifyDBClusterResponse>";
    }
    const { status, pending = false } = this.states.shift() ?? { status: "available" };
    const pendingValues = pending ? "<MasterUserPassword>****</MasterUserPassword>" : "";
    return (
      "<DescribeDBClustersResponse><DescribeDBClustersResult><DBClusters><DBCluster>" +
      `<DBClusterIdentifier>${CLUSTER}</DBClusterIdentifier><MasterUsername>clusteradmin</MasterUsername>` +
      `<Status>${status}</Status><PendingModifiedValues>${pendingValues}</PendingModifiedValues>` +
      "</DBCluster></DBClusters></DescribeDBClustersResult></DescribeDBClustersResponse>"
    );
  }
}

/** What the secret holds, with some of it changed. */
export function secretText(changes: Json): string {
  return JSON.stringify({
    engine: "postgres",
    host: "kumiki-prod-db-g1.cluster-c9akciq32xyz.ap-northeast-1.rds.amazonaws.com",
    port: 5432,
    dbname: "app",
    dbClusterIdentifier: CLUSTER,
    username: "clusteradmin",
    password: OLD_PASSWORD,
    ...changes,
  });
}
