/** The place of a YAML error; line and column count from 1. */
export interface YamlFault {
  readonly line: number;
  readonly column: number;
  readonly reason: string;
}

type Read = { readonly document: Record<string, unknown>; readonly fault: null } | { readonly document: null; readonly fault: YamlFault };

/** Parses YAML or JSON whose root is a map. The parser is loaded on first use. */
export async function readYaml(text: string): Promise<Read> {
  const { LineCounter, parseDocument } = await import("yaml");
  const lines = new LineCounter();
  const parsed = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const error = parsed.errors[0];
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    return { document: null, fault: { line, column: col, reason: error.message } };
  }
  const value: unknown = parsed.toJS({ maxAliasCount: 100 });
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { document: null, fault: { line: 1, column: 1, reason: "" } };
  }
  return { document: value as Record<string, unknown>, fault: null };
}

export async function writeYaml(value: unknown): Promise<string> {
  const { stringify } = await import("yaml");
  return stringify(value, { lineWidth: 100, flowCollectionPadding: true });
}
