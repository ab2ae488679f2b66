/** A column of a file as far as its beginning shows. */
export interface PeekedColumn {
  readonly name: string;
  readonly sample: string;
}

const BYTES = 256 * 1024;

/** The columns of a CSV or JSON lines file, from its beginning. Null for other formats: their mapping is written as text. */
export async function peek(file: File): Promise<readonly PeekedColumn[] | null> {
  if (!/\.(csv|tsv|txt|jsonl|ndjson)$/i.test(file.name)) return null;
  const text = decode(new Uint8Array(await file.slice(0, BYTES).arrayBuffer()));
  return /\.(jsonl|ndjson)$/i.test(file.name) ? ofJsonLines(text) : ofSeparated(text);
}

/** UTF-8 unless it cannot be; then GB18030. The last character may be cut in the middle, so the end is not judged. */
export function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

export function ofJsonLines(text: string): PeekedColumn[] | null {
  const columns = new Map<string, string>();
  for (const line of text.split("\n").slice(0, 50)) {
    try {
      const row: unknown = JSON.parse(line);
      if (typeof row !== "object" || row === null) continue;
      for (const [name, value] of Object.entries(row)) {
        if (!columns.has(name)) columns.set(name, typeof value === "object" && value !== null ? JSON.stringify(value) : String(value));
      }
    } catch {
      // The last line may be cut; one that is wrong will be reported by the import.
    }
  }
  return columns.size > 0 ? [...columns].map(([name, sample]) => ({ name, sample })) : null;
}

/** The heading line and the first row; the separator is the one that parts the heading most often. */
export function ofSeparated(text: string): PeekedColumn[] | null {
  const heading = text.replace(/^\ufeff/, "");
  const separator = [",", "\t", ";", "|"].toSorted((a, b) => countIn(heading, b) - countIn(heading, a))[0]!;
  const [names, first] = rowsOf(heading, separator, 2);
  if (!names || (names.length === 1 && names[0] === "")) return null;
  return names.map((name, index) => ({ name: name.trim(), sample: first?.[index] ?? "" })).filter(({ name }) => name !== "");
}

function countIn(text: string, sign: string): number {
  return (rowsOf(text, sign, 1)[0]?.length ?? 1) - 1;
}

/** The first rows of a text with quoted fields; a quote is doubled inside quotes. */
function rowsOf(text: string, separator: string, wanted: number): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = "";
  let quoted = false;
  for (let at = 0; at < text.length && rows.length < wanted; at++) {
    const sign = text[at]!;
    if (quoted) {
      if (sign !== '"') field += sign;
      else if (text[at + 1] === '"') field += text[++at]!;
      else quoted = false;
    } else if (sign === '"' && field === "") quoted = true;
    else if (sign === separator) {
      row.push(field);
      field = "";
    } else if (sign === "\n") {
      rows.push([...row, field.replace(/\r$/, "")]);
      row = [];
      field = "";
    } else field += sign;
  }
  if (rows.length < wanted && (field !== "" || row.length > 0)) rows.push([...row, field]);
  return rows;
}
