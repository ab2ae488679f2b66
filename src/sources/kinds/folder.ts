import { readdir, realpath, stat } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";
import { problem } from "../../kernel/index.ts";
import type { ObjectKind } from "./kind.ts";
import { MOST_OBJECTS, isReadable, type ObjectPlace } from "./objects.ts";

/** The folders that may be read, and the setting that allows them. */
export interface FolderAllowance {
  readonly folders: readonly string[];
  readonly setting: string;
}

export const folderSource: ObjectKind<"folder"> = {
  kind: "folder",
  reads: "objects",
  async check({ path }, { folders }) {
    await openFolder(path, folders);
  },
  open: ({ path }, _secret, { folders }) => openFolder(path, folders),
};

/**
 * A folder of this machine with everything below it. Links are resolved, and only files in allowed folders are read.
 * @throws FOLDER_REFUSED, also for a missing folder: the answer must not show which folders exist
 */
async function openFolder(path: string, allowance: FolderAllowance): Promise<ObjectPlace> {
  const root = await allowed(path, allowance);
  return {
    async list() {
      const entries = await readdir(root, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile() && isReadable(entry.name) && !entry.name.startsWith("."));
      const found = await Promise.all(
        files.slice(0, MOST_OBJECTS).map(async (entry) => {
          const path = join(entry.parentPath, entry.name);
          const { size, mtimeMs } = await stat(path);
          return { name: relative(root, path).split(sep).join("/"), version: `${size}-${Math.floor(mtimeMs)}`, bytes: size };
        }),
      );
      return found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    },
    fetch: (object) => allowed(join(root, object.name), { ...allowance, folders: [root] }),
  };
}

async function allowed(path: string, { folders, setting }: FolderAllowance): Promise<string> {
  const refused = () => problem("FOLDER_REFUSED", { path, setting });
  if (!isAbsolute(path)) throw refused();
  const real = await realpath(path).catch(() => {
    throw refused();
  });
  for (const folder of folders) {
    const root = await realpath(folder).catch(() => undefined);
    if (root !== undefined && (real === root || real.startsWith(root.endsWith(sep) ? root : root + sep))) return real;
  }
  throw refused();
}
