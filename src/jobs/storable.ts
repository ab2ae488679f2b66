/**
 * JSON text of a value without characters that PostgreSQL refuses in JSON: NUL, and half of a surrogate pair. Without this, the end of a
 * job whose result quotes such text could never be stored.
 */
export function storableJson(value: unknown): string {
  // An escape is matched as a unit, so that the second half of an escaped backslash does not begin another.
  return JSON.stringify(value ?? null).replace(/\\(?:u0000|ud[89a-f][0-9a-f]{2}|.)/g, (escape) => {
    if (escape === "\\u0000") return "\u2400";
    return escape.startsWith("\\ud") ? "\ufffd" : escape;
  });
}
