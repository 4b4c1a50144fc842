import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const ADMIN = { name: "admin", password: "admin-password" };

/** What the server answered to one command: a value, or the text of an error. */
export type Reply = { readonly value: unknown } | { readonly error: string };

export interface Login {
  readonly name: string;
  readonly password: string;
}

/**
 * A server of one node in cluster mode on a free port of this machine, gone with its folder when stopped. As in
 * ElastiCache with a group of users, the user `default` is off; an administrator stands in for the service itself.
 */
export class ValkeyServer {
  private constructor(
    private readonly process: ChildProcess,
    private readonly cli: string,
    private readonly port: number,
    private readonly folder: string,
  ) {}

  static async start(serverBinary: string, cliBinary: string): Promise<ValkeyServer> {
    const [port, busPort] = await Promise.all([freePort(), freePort()]);
    const folder = mkdtempSync(join(tmpdir(), "kumiki-valkey-"));
    const settings = [
      `port ${port}`,
      `cluster-port ${busPort}`,
      "bind 127.0.0.1",
      `dir ${folder}`,
      'save ""',
      "cluster-enabled yes",
      "enable-debug-command yes", // so that it is the access string that refuses it
      "user default off",
      `user ${ADMIN.name} on >${ADMIN.password} ~* &* +@all`,
    ];
    const file = join(folder, "server.conf");
    writeFileSync(file, settings.join("\n"));
    const server = new ValkeyServer(spawn(serverBinary, [file], { stdio: "ignore" }), cliBinary, port, folder);
    await server.untilReady();
    return server;
  }

  /** Sends commands over one connection, one reply each. */
  run(login: Login | undefined, ...commands: readonly string[]): Reply[] {
    const credentials =
      login === undefined ? [] : ["--user", login.name, "--pass", login.password, "--no-auth-warning"];
    const { stdout, stderr } = spawnSync(this.cli, ["-p", String(this.port), "--json", ...credentials], {
      input: `${commands.join("\n")}\n`,
      encoding: "utf8",
      maxBuffer: 16 * 1024 * 1024, // the list of all commands is long
      timeout: 10_000, // a client that a command has silenced would wait for ever
    });
    const replies = stdout.split("\n").filter((line) => line !== "" && !line.startsWith("Reading messages"));
    if (replies.length === commands.length) return replies.map(parseReply);
    throw new Error(`${commands.length} commands got ${replies.length} replies:\n${stdout}${stderr}`);
  }

  /** Sends commands as the administrator and gives the values. @throws if one of them fails */
  admin(...commands: readonly string[]): unknown[] {
    return this.run(ADMIN, ...commands).map((reply, index) => {
      if ("value" in reply) return reply.value;
      throw new Error(`${commands[index]}: ${reply.error}`);
    });
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null) {
      const ended = new Promise((resolve) => this.process.once("exit", resolve));
      this.process.kill();
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async untilReady(): Promise<void> {
    for (let attempt = 0; attempt < 100; attempt++) {
      if (this.process.exitCode !== null) break;
      const answer = spawnSync(this.cli, ["-p", String(this.port), "PING"], { encoding: "utf8" });
      if (answer.stdout.includes("NOAUTH")) {
        this.admin("CLUSTER ADDSLOTSRANGE 0 16383");
        while (this.run(ADMIN, "GET probe").some((reply) => "error" in reply)) await sleep(50); // not yet serving
        return;
      }
      await sleep(50);
    }
    await this.stop();
    throw new Error(`the server did not start on port ${this.port}`);
  }
}

/** The client prints JSON, errors as `error:"NOPERM …"`, and answers about the cluster as they come. */
function parseReply(line: string): Reply {
  if (line.startsWith('error:"')) return { error: line.slice('error:"'.length, -1) };
  if (/^[A-Z]{2,} /.test(line)) return { error: line };
  try {
    return { value: JSON.parse(line) };
  } catch {
    return { value: line };
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
