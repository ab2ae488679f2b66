import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { problem } from "../kernel/index.ts";
import { codeOf } from "./input/read.ts";

/** Writes to a temporary file and renames it at the end, so that a broken download keeps the old file. @throws OUTPUT_FAILED */
export async function saveStream(stream: Readable, file: string, signal: AbortSignal): Promise<number> {
  const partial = `${file}.part`;
  const sink = createWriteStream(partial);
  let failed: unknown;
  sink.on("error", (error) => (failed = error));
  try {
    await pipeline(stream, sink, { signal });
    await rename(partial, file).catch((error: unknown) => {
      failed = error;
      throw error;
    });
    return sink.bytesWritten;
  } catch (error) {
    await rm(partial, { force: true });
    throw failed ? problem("OUTPUT_FAILED", { path: file, reason: codeOf(failed) }, failed) : error;
  }
}
