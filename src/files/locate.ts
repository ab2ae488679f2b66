import { basename, join } from "node:path";
import type { Ctx } from "../engine/index.ts";
import { problem } from "../kernel/index.ts";
import { inspectFile, type LocalFile } from "./file.ts";

/** The file to import: an upload's id, or a path on this machine. */
export interface ImportSource {
  readonly upload?: string | undefined;
  readonly path?: string | undefined;
}

/**
 * The file to import. @throws IMPORT_SOURCE, PATH_NOT_ALLOWED, NOT_FOUND, FILE_MISSING, FILE_IS_DIRECTORY, FILE_NOT_ALLOWED, FILE_EMPTY
 */
export async function locateFile(ctx: Ctx, { upload, path }: ImportSource): Promise<LocalFile> {
  if ((upload === undefined) === (path === undefined)) throw problem("IMPORT_SOURCE", {});
  if (path !== undefined) {
    // A path would show files of the server's machine to callers over the network.
    if (ctx.actor.kind !== "operator" && ctx.actor.kind !== "system") throw problem("PATH_NOT_ALLOWED", {});
    return inspectFile(path, path);
  }
  const found = await ctx.records.selectFrom("uploads").select(["name", "path"]).where("id", "=", upload!).executeTakeFirst();
  if (!found) throw problem("NOT_FOUND", { what: `upload ${upload}` });
  return inspectFile(join(ctx.dataDir, found.path), found.name);
}

/** The file's name in lists. The folder is left out, because only the sender may know it. */
export function shownName({ name }: Pick<LocalFile, "name">): string {
  return basename(name.replaceAll("\\", "/")) || name;
}
