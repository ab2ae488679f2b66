import { readFile, stat } from "node:fs/promises";
import { problem } from "../../kernel/index.ts";

/** The largest YAML file: about a thousand times a file written by hand. */
const LARGEST_BYTES = 16_000_000;

/** The text of a UTF-8 file. @throws PATH_MISSING, PATH_UNREADABLE, YAML_TOO_LARGE, TEXT_NOT_UTF8 */
export async function readText(file: string): Promise<string> {
  await requireFile(file);
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw problem("PATH_UNREADABLE", { path: file, reason: codeOf(cause) }, cause);
  });
  if (bytes.length > LARGEST_BYTES) throw problem("YAML_TOO_LARGE", { file, limit: `${LARGEST_BYTES / 1_000_000} MB` });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw problem("TEXT_NOT_UTF8", { file, byte: firstBadByte(bytes) + 1 }, cause);
  }
}

/** The size of a file in bytes. @throws PATH_MISSING, PATH_UNREADABLE, also for a directory */
export async function requireFile(file: string): Promise<number> {
  const found = await stat(file).catch((cause: unknown) => {
    if (codeOf(cause) === "ENOENT" || codeOf(cause) === "ENOTDIR") throw problem("PATH_MISSING", { path: file }, cause);
    throw problem("PATH_UNREADABLE", { path: file, reason: codeOf(cause) }, cause);
  });
  if (found.isDirectory()) throw problem("PATH_UNREADABLE", { path: file, reason: "EISDIR" });
  return found.size;
}

/** The offset of the first byte that is not UTF-8. A lenient decoder writes U+FFFD there. */
function firstBadByte(bytes: Buffer): number {
  const lenient = bytes.toString("utf8");
  for (let at = lenient.indexOf("�"); at >= 0; at = lenient.indexOf("�", at + 1)) {
    const offset = Buffer.byteLength(lenient.slice(0, at));
    // A U+FFFD that is really in the file has the bytes EF BF BD, so it is no error.
    if (!bytes.subarray(offset, offset + 3).equals(REPLACEMENT)) return offset;
  }
  return 0;
}

const REPLACEMENT = Buffer.from("�");

export function codeOf(cause: unknown): string {
  return (cause as NodeJS.ErrnoException).code ?? String(cause);
}
