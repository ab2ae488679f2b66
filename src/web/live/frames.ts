/** One event of a stream, without comments and unused fields. */
export interface Frame {
  readonly id: string | undefined;
  readonly data: string;
}

/** Splits a stream of server-sent events into frames, whatever the boundaries of the network's chunks. */
export function frameReader(): (chunk: string) => Frame[] {
  let rest = "";
  return (chunk) => {
    const parts = (rest + chunk).replaceAll("\r\n", "\n").split("\n\n");
    rest = parts.pop()!;
    return parts.flatMap((part): Frame[] => {
      const lines = part.split("\n");
      const data = valuesOf(lines, "data");
      return data.length > 0 ? [{ id: valuesOf(lines, "id").at(-1), data: data.join("\n") }] : [];
    });
  };
}

function valuesOf(lines: readonly string[], field: string): string[] {
  return lines.filter((line) => line.startsWith(`${field}:`)).map((line) => line.slice(field.length + 1).replace(/^ /, ""));
}
