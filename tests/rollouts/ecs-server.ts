import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** What was asked, as far as an answer depends on it. */
export interface Question {
  readonly target: string;
  readonly region: string;
  readonly cluster: string;
  readonly services: readonly string[];
}

export interface Answer {
  /** @default 200 */
  readonly status?: number;
  readonly body: object;
}

/** A stand-in for ECS: answers each question for services with what it is told to answer, or refuses it. */
export class EcsServer {
  readonly questions: Question[] = [];

  private constructor(
    readonly url: string,
    private readonly stop: () => void,
  ) {}

  static async start(answer: (question: Question) => Answer): Promise<EcsServer> {
    const server = createServer(async (request, response) => {
      const question = await questionOf(request);
      ecs.questions.push(question);
      const { status = 200, body } = answer(question);
      response.writeHead(status, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const ecs = new EcsServer(`http://127.0.0.1:${port}`, () => {
      server.closeAllConnections();
      server.close();
    });
    return ecs;
  }

  end(): void {
    this.stop();
  }
}

async function questionOf(request: IncomingMessage): Promise<Question> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  const { cluster, services } = JSON.parse(text);
  const [, region = ""] = /Credential=[^/]+\/\d{8}\/([^/]+)\/ecs\//.exec(request.headers.authorization ?? "") ?? [];
  return { target: String(request.headers["x-amz-target"]), region, cluster, services };
}
