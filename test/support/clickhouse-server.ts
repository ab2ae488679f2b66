import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { NODE_FLAGS } from "./nodeFlags.ts";

export interface TestServer {
  /** Without a database: append `/name`. */
  readonly url: string;
  /** Ends the server and removes its files. */
  stop(): Promise<void>;
}

/**
 * Starts the stand-in for a ClickHouse server (see clickhouse/server.ts) in a process of its own, on a free port of 127.0.0.1,
 * with an empty directory. It ends with the process that started it, however that ends.
 */
export async function startClickHouse(account: { user?: string; password?: string } = {}): Promise<TestServer> {
  const { user = "default", password = "" } = account;
  const directory = mkdtempSync(join(tmpdir(), "tagwise-clickhouse-"));
  const child = fork(fileURLToPath(new URL("clickhouse/server.ts", import.meta.url)), [directory, user, password], {
    execArgv: NODE_FLAGS,
    // One statement holds a thread for as long as it runs.
    env: { ...process.env, UV_THREADPOOL_SIZE: "32" },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    child.once("message", (message: { port: number }) => resolve(message.port));
    child.once("error", reject);
    child.once("exit", (code, signal) => reject(new Error(`The ClickHouse test server ended at its start: ${signal ?? code}`)));
  });
  child.unref();
  child.channel?.unref();
  const credentials = password === "" && user === "default" ? "" : `${encodeURIComponent(user)}:${encodeURIComponent(password)}@`;
  return {
    url: `http://${credentials}127.0.0.1:${port}`,
    async stop() {
      child.ref();
      child.kill("SIGTERM");
      await ended;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
