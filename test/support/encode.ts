/** Characters of two bytes of an encoding, from the decoder's own table. */
function tableOf(encoding: "gb18030" | "big5"): ReadonlyMap<string, Buffer> {
  const codes = new Map<string, Buffer>();
  const decoder = new TextDecoder(encoding);
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const bytes = Buffer.from([lead, trail]);
      const text = decoder.decode(bytes);
      if ([...text].length === 1 && text !== "\ufffd" && !codes.has(text)) codes.set(text, bytes);
    }
  return codes;
}

const TABLES = { gb18030: tableOf("gb18030"), big5: tableOf("big5") };

/** Text as bytes of a double-byte encoding; what it has not in two bytes must be ASCII. */
export function encode(text: string, encoding: "gb18030" | "big5"): Buffer {
  return Buffer.concat(Array.from(text, (character) => TABLES[encoding].get(character) ?? Buffer.from(character, "ascii")));
}

/** Every character that GB18030 has in two bytes. */
export const GB_CHARACTERS: readonly string[] = [...TABLES.gb18030.keys()];

/** UTF-16 with its byte-order mark. */
export function utf16(text: string, order: "le" | "be"): Buffer {
  const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
  return order === "le" ? bytes : bytes.swap16();
}
