import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** What tells one process from every other, also from a later one that is given the same pid. */
export interface ProcessMark {
  readonly pid: number;
  /** When the process started, in whatever form the system tells it; null where it does not. */
  readonly start: string | null;
  /** The world the pid has its meaning in: host, boot and pid namespace. Another world's processes cannot be asked for. */
  readonly world: string;
  readonly host: string;
}

export function ownMark(): ProcessMark {
  return { pid: process.pid, start: startOf(process.pid), world: ownWorld(), host: hostname() };
}

/** Whether the process still runs; undefined when it lives in another world, where nobody here can know. */
export function isRunning(mark: ProcessMark): boolean | undefined {
  if (mark.world !== ownWorld()) return rebooted(mark) ? false : undefined;
  try {
    process.kill(mark.pid, 0);
  } catch (error) {
    // EPERM: it runs, under another account.
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  const start = startOf(mark.pid);
  return start === null || mark.start === null || start === mark.start;
}

/** The same host name after a new boot of the same kernel's file: every process of the earlier boot is gone. */
function rebooted(mark: ProcessMark): boolean {
  const [host, boot] = mark.world.split("|");
  const [ownHost, ownBoot] = ownWorld().split("|");
  return host === ownHost && boot !== "" && ownBoot !== "" && boot !== ownBoot;
}

function ownWorld(): string {
  return [hostname(), read("/proc/sys/kernel/random/boot_id"), link("/proc/self/ns/pid")].join("|");
}

function startOf(pid: number): string | null {
  if (process.platform === "win32") return null;
  const stat = read(`/proc/${pid}/stat`);
  // The name in brackets may hold spaces and brackets; the start in clock ticks is the 20th word after it.
  if (stat !== "") return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  try {
    return (
      execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim() || null
    );
  } catch {
    return null;
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return "";
  }
}

function link(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}
