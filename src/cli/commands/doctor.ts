import { existsSync } from "node:fs";
import { access, constants, statfs } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { readSession } from "../../contract/index.ts";
import { problem, Problem, type Text } from "../../kernel/index.ts";
import { defineCommand } from "../command.ts";
import { codeOf } from "../input/read.ts";
import { clean } from "../print/clean.ts";
import { bytes } from "../print/number.ts";
import type { Session } from "../session.ts";

interface Check {
  readonly check: string;
  readonly ok: boolean;
  readonly zh: string;
  readonly en: string;
}

/** With less free space than this doctor warns, before an import fails for lack of space. */
const ENOUGH_DISK_BYTES = 2e9;

export const doctor = defineCommand({
  name: "doctor",
  group: "server",
  startsEmpty: true,
  summary: { zh: "检查环境：Node、内存、磁盘、数据、服务", en: "check the surroundings: Node, memory, disk, data, server" },
  async run(session) {
    const checks = [
      ofNode(),
      ofMemory(),
      ...(session.place.kind === "local" ? [await ofDisk(session.place.dir)] : []),
      await ofStores(session),
    ];
    if (session.json) session.printJson(checks);
    const { paint, lang } = session;
    for (const { check, ok, ...text } of session.json ? [] : checks) {
      session.print(`${ok ? paint("✓", "green") : paint("✗", "red", "bold")} ${check.padEnd(7)}  ${clean(text[lang])}`);
    }
    const failed = checks.filter(({ ok }) => !ok).length;
    if (failed > 0) throw problem("CHECKS_FAILED", { failed });
  },
});

function both(check: string, ok: boolean, text: Text | string): Check {
  return { check, ok, ...(typeof text === "string" ? { zh: text, en: text } : { zh: text.zh, en: text.en }) };
}

function ofNode(): Check {
  return both("node", Number(process.versions.node.split(".")[0]) >= 24, `${process.versions.node} · ${os.platform()} ${os.arch()}`);
}

function ofMemory(): Check {
  const total = os.totalmem();
  return both("memory", total >= 2e9, {
    zh: `共 ${bytes(total)}，${os.availableParallelism()} 个核`,
    en: `${bytes(total)} in all, ${os.availableParallelism()} cores`,
  });
}

/** The free space of the disk for the data directory, which need not exist yet. */
async function ofDisk(dir: string): Promise<Check> {
  let place = dir;
  while (!existsSync(place)) place = path.dirname(place);
  try {
    await access(place, constants.W_OK);
    const { bavail, bsize } = await statfs(place);
    const free = bavail * bsize;
    return both("disk", free >= ENOUGH_DISK_BYTES, { zh: `${place} 可用 ${bytes(free)}`, en: `${bytes(free)} free at ${place}` });
  } catch (error) {
    return both("disk", false, { zh: `${place} 不能写入（${codeOf(error)}）`, en: `${place} cannot be written (${codeOf(error)})` });
  }
}

/** Checks that the API answers, for which it needs both stores. */
async function ofStores(session: Session): Promise<Check> {
  const { place } = session;
  const check = place.kind === "local" ? "data" : "server";
  const where = place.kind === "local" ? place.dir : place.url;
  if (place.kind === "local" && !existsSync(place.dir))
    return both(check, true, { zh: `${where} 还没有数据`, en: `nothing at ${where} yet` });
  try {
    const { person, workspace } = await session.call(readSession, {});
    return both(check, true, `${where} · ${workspace.name} · ${workspace.timezone} · ${person.name} (${person.role})`);
  } catch (error) {
    if (error instanceof Problem) return both(check, false, error);
    throw error;
  }
}
