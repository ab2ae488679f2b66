import { readFile, stat } from "node:fs/promises";
import { problem } from "../../kernel/index.ts";

/** Bytes a YAML file may have: a thousand times what a person writes. */
const LARGEST = 16_000_000;

/** A UTF-8 text file whole. @throws PATH_MISSING, PATH_UNREADABLE, YAML_TOO_LARGE, TEXT_NOT_UTF8 */
export async function readText(file: string): Promise<string> {
  await requireFile(file);
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw problem("PATH_UNREADABLE", { path: file, reason: codeOf(cause) }, cause);
  });
  if (bytes.length > LARGEST) throw problem("YAML_TOO_LARGE", { file, limit: `${LARGEST / 1_000_000} MB` });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw problem("TEXT_NOT_UTF8", { file, byte: firstBadByte(bytes) + 1 }, cause);
  }
}

/** @throws PATH_MISSING, PATH_UNREADABLE when it is a directory or another thing without content; answers with its bytes */
export async function requireFile(file: string): Promise<number> {
  const found = await stat(file).catch((cause: unknown) => {
    if (codeOf(cause) === "ENOENT" || codeOf(cause) === "ENOTDIR") throw problem("PATH_MISSING", { path: file }, cause);
    throw problem("PATH_UNREADABLE", { path: file, reason: codeOf(cause) }, cause);
  });
  if (found.isDirectory()) throw problem("PATH_UNREADABLE", { path: file, reason: "EISDIR" });
  return found.size;
}

/** Where two readings of the bytes part: U+FFFD in the lenient one marks the first bad byte. */
function firstBadByte(bytes: Buffer): number {
  const lenient = bytes.toString("utf8");
  for (let at = lenient.indexOf("�"); at >= 0; at = lenient.indexOf("�", at + 1)) {
    const offset = Buffer.byteLength(lenient.slice(0, at));
    // A real U+FFFD in the text is EF BF BD there too.
    if (bytes.compare(REPLACEMENT, 0, 3, offset, offset + 3) !== 0) return offset;
  }
  return 0;
}

const REPLACEMENT = Buffer.from("�");

export function codeOf(cause: unknown): string {
  return (cause as NodeJS.ErrnoException).code ?? String(cause);
}
