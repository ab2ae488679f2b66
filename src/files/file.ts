import { constants } from "node:fs";
import { access, open, stat } from "node:fs/promises";
import { problem } from "../kernel/index.ts";

/** A file on this machine, and the name to show for it. */
export interface LocalFile {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
}

/** Checks a file before it is read. @throws FILE_MISSING, FILE_IS_DIRECTORY, FILE_NOT_ALLOWED, FILE_EMPTY */
export async function inspectFile(path: string, name: string): Promise<LocalFile> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw problem("FILE_IS_DIRECTORY", { file: name });
    await access(path, constants.R_OK);
    if (found.size === 0) throw problem("FILE_EMPTY", { file: name });
    return { path, name, bytes: found.size };
  } catch (error) {
    switch ((error as NodeJS.ErrnoException).code) {
      case "ENOENT":
      case "ENOTDIR":
      case "ENAMETOOLONG":
        throw problem("FILE_MISSING", { file: name }, error);
      case "EACCES":
      case "EPERM":
        throw problem("FILE_NOT_ALLOWED", { file: name }, error);
      default:
        throw error;
    }
  }
}

/** The first `length` bytes, or fewer when the file is shorter. */
export async function readHead(path: string, length: number): Promise<Buffer> {
  return readAt(path, 0, length);
}

export async function readAt(path: string, position: number, length: number): Promise<Buffer> {
  const handle = await open(path);
  try {
    const buffer = Buffer.alloc(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  } finally {
    await handle.close();
  }
}
