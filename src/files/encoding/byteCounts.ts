/** Counts of byte patterns in a part of a text that begins at a line. */
export interface ByteCounts {
  /** Characters that are valid UTF-8 of three or four bytes (Chinese), and of two bytes (accented letters). */
  readonly utf8Long: number;
  readonly utf8Short: number;
  /** Bytes above 0x7f outside such characters, and those of them that stand alone between ASCII bytes. */
  readonly others: number;
  readonly alone: number;
  /** Share of byte pairs that are common characters of GB2312, and of Big5. 0 without any pair. */
  readonly gb: number;
  readonly big5: number;
}

export function byteCountsOf(bytes: Uint8Array): ByteCounts {
  const gb = pairs(bytes, (lead, trail) => trail >= 0xa1 && ((lead >= 0xa1 && lead <= 0xa3) || (lead >= 0xb0 && lead <= 0xd7)));
  const big5 = pairs(
    bytes,
    (lead, trail) => (trail >= 0xa1 || trail <= 0x7e) && ((lead >= 0xa1 && lead <= 0xa3) || (lead >= 0xa4 && lead <= 0xc6)),
  );
  return { ...utf8In(bytes), gb, big5 };
}

function utf8In(bytes: Uint8Array): Pick<ByteCounts, "utf8Long" | "utf8Short" | "others" | "alone"> {
  let [utf8Long, utf8Short, others, alone] = [0, 0, 0, 0];
  const continues = (at: number): boolean => at < bytes.length && (bytes[at]! & 0xc0) === 0x80;
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at]!;
    if (byte < 0x80) {
      at++;
      continue;
    }
    const size = byte >= 0xf0 && byte <= 0xf4 ? 4 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xc2 && byte < 0xe0 ? 2 : 0;
    let found = size > 0;
    for (let next = 1; next < size; next++) found &&= continues(at + next);
    if (found) {
      if (size > 2) utf8Long++;
      else utf8Short++;
      at += size;
      continue;
    }
    others++;
    if (!(bytes[at - 1]! >= 0x80) && !(bytes[at + 1]! >= 0x80)) alone++;
    at++;
  }
  return { utf8Long, utf8Short, others, alone };
}

/** The share of common characters among the byte pairs that a double-byte encoding would read. */
function pairs(bytes: Uint8Array, everyday: (lead: number, trail: number) => boolean): number {
  let [all, usual] = [0, 0];
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at]!;
    if (lead < 0x80) continue;
    const trail = bytes[at + 1] ?? 0;
    all++;
    if (trail < 0x40) continue;
    if (everyday(lead, trail)) usual++;
    at++;
  }
  return all === 0 ? 0 : usual / all;
}
