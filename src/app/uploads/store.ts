import { createWriteStream } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { audit } from "../../access/index.ts";
import type { Verb } from "../../engine/index.ts";
import { dropOldUploads, noteUpload } from "../../files/index.ts";
import { newId, problem, Problem, requirePermission } from "../../kernel/index.ts";
import { formatSize } from "../config/index.ts";

export interface StoreUpload {
  /** As the sender calls the file; kept to show it, never used as a path. */
  readonly name: string;
  readonly content: Readable;
  readonly limitBytes: number;
}

/**
 * Keeps a file that a person sent, under `<dataDir>/uploads/<id>`, whole and on disk before it answers, or not at all.
 * @throws BODY_TOO_LARGE, UPLOAD_BROKEN when the sender goes away, DISK_FULL
 */
export async function uploadFile({ ctx, input }: Verb<StoreUpload>): Promise<{ upload: string; bytes: number }> {
  requirePermission(ctx, "data.import");
  await dropOldUploads(ctx, ctx.clock());
  const id = newId(ctx.clock());
  const name = plainName(input.name);
  const path = join("uploads", id);
  const whole = join(ctx.dataDir, path);
  const part = `${whole}.part`;
  try {
    await mkdir(join(ctx.dataDir, "uploads"), { recursive: true, mode: 0o700 });
    const bytes = await write(input, name, part);
    await rename(part, whole);
    await ctx.records.transaction().execute(async (tx) => {
      await noteUpload(tx, { id, name, path, bytes, actor: ctx.actor.id, created_at: new Date(ctx.clock()) });
      await audit(tx, ctx, "upload.store", { upload: id, name, bytes });
    });
    return { upload: id, bytes };
  } catch (error) {
    await Promise.all([rm(part, { force: true }), rm(whole, { force: true })]);
    throw error;
  }
}

async function write({ content, limitBytes }: StoreUpload, name: string, part: string): Promise<number> {
  let bytes = 0;
  async function* counted() {
    // Not destroyed on the way out: the connection is still needed, to answer on it.
    for await (const chunk of content.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > limitBytes) throw problem("BODY_TOO_LARGE", { limit: formatSize(limitBytes) });
      yield chunk;
    }
  }
  try {
    await pipeline(counted, createWriteStream(part, { flags: "wx", mode: 0o600 }));
  } catch (error) {
    // What the disk says names a path or a system call; anything else is the sender's connection.
    if (error instanceof Problem || (error as NodeJS.ErrnoException).syscall === "write" || (error as NodeJS.ErrnoException).path)
      throw error;
    throw problem("UPLOAD_BROKEN", { name }, error);
  }
  const file = await open(part, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  return bytes;
}

/** The last part of a path from any system, without what a terminal would obey. */
function plainName(name: string): string {
  const plain = name
    .replace(/^.*[\\/]/s, "")
    .replace(/\p{C}/gu, "")
    .trim();
  return plain || "upload";
}
