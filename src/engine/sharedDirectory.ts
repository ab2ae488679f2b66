import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newId, problem } from "../kernel/index.ts";
import { beatProcess, isOnlyProcess } from "./lease/processes.ts";
import { recordsId } from "./pairing.ts";
import type { Records } from "./records/types.ts";
import type { Ctx } from "./types.ts";

const FILE = "stores.json";
const NAME = "directory";

/** What the file says: to which stores the directory belongs, and which directory of theirs it is. */
interface Mark {
  readonly stores: string;
  readonly directory: string;
}

/**
 * Holds that processes on the same servers see one data directory: without it the holder would not find the files that another process was
 * given. A mark stands in the directory and in the records. Who is alone makes the mark anew, for a directory may have been lost. One at a
 * time does this.
 * @throws DATA_DIR_OF_OTHERS, DATA_DIR_NOT_SHARED, DATA_DIR_UNUSABLE
 */
export async function requireSharedDirectory({ records, lease, dataDir }: Pick<Ctx, "records" | "lease" | "dataDir">): Promise<void> {
  // Embedded stores: the lock on the directory lets nobody else in.
  if (lease.alone) return;
  const stores = (await recordsId(records))!;
  const file = join(dataDir, FILE);
  const mark = readMark(dataDir, file);
  if (mark && mark.stores !== stores) throw problem("DATA_DIR_OF_OTHERS", { dataDir, file, found: mark.stores, wanted: stores });
  if (!mark || mark.directory !== (await knownDirectory(records))) {
    if (!(await isOnlyProcess(records, lease.process))) throw problem("DATA_DIR_NOT_SHARED", { dataDir, file });
    const directory = newId();
    writeMark(dataDir, file, { stores, directory });
    await keepDirectory(records, directory);
  }
  // The next process to start sees this one, before it has its first beat.
  await beatProcess(records, lease.process);
}

function readMark(dataDir: string, file: string): Mark | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Mark;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw problem("DATA_DIR_UNUSABLE", { dataDir, reason: (error as Error).message }, error);
  }
}

function writeMark(dataDir: string, file: string, mark: Mark): void {
  try {
    writeFileSync(`${file}.new`, `${JSON.stringify(mark)}\n`);
    renameSync(`${file}.new`, file);
  } catch (error) {
    throw problem("DATA_DIR_UNUSABLE", { dataDir, reason: (error as Error).message }, error);
  }
}

async function knownDirectory(records: Records): Promise<unknown> {
  return (await records.selectFrom("settings").select("value").where("name", "=", NAME).executeTakeFirst())?.value["id"];
}

async function keepDirectory(records: Records, id: string): Promise<void> {
  const row = { value: JSON.stringify({ id }), updated_at: new Date() };
  await records
    .insertInto("settings")
    .values({ name: NAME, ...row })
    .onConflict((conflict) => conflict.column("name").doUpdateSet(row))
    .execute();
}
