import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import type { Verb } from "../engine/index.ts";
import { problem, requirePermission } from "../kernel/index.ts";
import { badRowsPath } from "./load/badRows.ts";

/** The rows of an import that were not imported, as CSV with their lines and reasons. @throws NOT_FOUND when there are none */
export async function badRows({ ctx, input }: Verb<{ readonly import: string }>): Promise<Readable> {
  requirePermission(ctx, "data.import");
  const missing = (cause?: unknown) => problem("NOT_FOUND", { what: `bad rows of import ${input.import}` }, cause);
  // Only digits become part of a path.
  if (!/^[1-9]\d{0,14}$/.test(input.import)) throw missing();
  try {
    return (await open(badRowsPath(ctx.dataDir, Number(input.import)))).createReadStream();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw missing(error);
    throw error;
  }
}
