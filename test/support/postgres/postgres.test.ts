import { expect, test } from "vitest";
import { fork } from "node:child_process";
import { createConnection } from "node:net";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { startPostgres } from "../postgres.ts";

test("a real PostgreSQL answers, orders text by its bytes and wants the password", async () => {
  const server = await startPostgres();
  const client = new pg.Client(server.url);
  await client.connect();
  const { rows } = await client.query(
    "SELECT current_setting('server_version_num')::int >= 180000 AS new, 'a' > 'B' AS bytes, length('茶') AS n",
  );
  expect(rows).toEqual([{ new: true, bytes: true, n: 1 }]);
  await client.end();
  const stranger = new pg.Client(server.url.replace(/:[^:@]+@/, ":wrong@"));
  await expect(stranger.connect()).rejects.toThrow(/password/);
  await server.stop();
});

test("PostgreSQL ends when the process that started it is killed", async () => {
  const child = fork(fileURLToPath(new URL("killed.ts", import.meta.url)), { execArgv: [] });
  const url = new URL(await new Promise<string>((resolve) => child.once("message", (message) => resolve(String(message)))));
  const connect = () =>
    new Promise<boolean>((resolve) => {
      const socket = createConnection({ host: "127.0.0.1", port: Number(url.port) });
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
      socket.once("connect", () => socket.destroy());
    });
  expect(await connect()).toBe(true);
  child.kill("SIGKILL");
  // Until it does not.
  while (await connect());
});
