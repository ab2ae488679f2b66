import { fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestServer } from "./clickhouse-server.ts";

/**
 * Starts a real PostgreSQL 18 with a password, on a free port of 127.0.0.1 and in an empty directory. Its url names the
 * database `postgres`; its account may create others. It ends with the process that started it, however that ends.
 */
export async function startPostgres(): Promise<TestServer> {
  const directory = mkdtempSync(join(tmpdir(), "tagwise-postgres-"));
  const password = randomUUID();
  const child = fork(fileURLToPath(new URL("postgres/guardian.ts", import.meta.url)), [directory], {
    execArgv: [],
    env: { ...process.env, TEST_PASSWORD: password },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    child.once("message", (message: { port?: number; error?: string }) =>
      message.port ? resolve(message.port) : reject(new Error(message.error)),
    );
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`PostgreSQL's guardian ended at its start: ${code}`)));
  });
  child.unref();
  child.channel?.unref();
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    async stop() {
      child.ref();
      child.kill("SIGTERM");
      await ended;
    },
  };
}
