import { problem } from "../../kernel/index.ts";
import type { Encoding } from "../read/encoding.ts";

/**
 * The beginning of a text file. UTF-8 unless it cannot be, then GB18030; a character cut at the end is left out.
 * @throws ENCODING_UNKNOWN
 */
export function decodeHead(name: string, bytes: Buffer, whole: boolean, declared: Encoding | undefined): string {
  const tried: readonly Encoding[] = declared ? [declared] : ["utf-8", "gb18030"];
  for (const encoding of tried) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: !whole });
    } catch {
      // The other one may be it.
    }
  }
  throw problem("ENCODING_UNKNOWN", { file: name, encoding: tried.join(" / ").toUpperCase(), line: 1 });
}
