import type { Encoding } from "../../contract/index.ts";
import type { Text } from "../../kernel/index.ts";

export type { Encoding } from "../../contract/index.ts";

/** The usual names of the encodings. */
export const ENCODING_NAMES: Readonly<Record<Encoding, string>> = {
  "utf-8": "UTF-8",
  gb18030: "GB18030",
  big5: "Big5",
  "utf-16le": "UTF-16 LE",
  "utf-16be": "UTF-16 BE",
  "windows-1252": "Windows-1252",
};

/** The warning about the encoding in which a text file was read. */
export function encodingWarnings(encoding: Encoding): Text[] {
  const name = ENCODING_NAMES[encoding];
  return encoding === "utf-8" ? [] : [{ zh: `文件不是 UTF-8，已按 ${name} 读取。`, en: `The file is not UTF-8; it was read as ${name}.` }];
}
