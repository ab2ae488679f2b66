/**
 * JSON text of a value as the records can keep it. PostgreSQL refuses a NUL and half of a surrogate pair in JSON; without this a job
 * whose result or failure quotes such a text could never be written down as ended.
 */
export function storableJson(value: unknown): string {
  // An escape is taken as a whole, so that a backslash that is itself escaped does not begin one.
  return JSON.stringify(value ?? null).replace(/\\(?:u0000|ud[89a-f][0-9a-f]{2}|.)/g, (escape) => {
    if (escape === "\\u0000") return "\u2400";
    return escape.startsWith("\\ud") ? "\ufffd" : escape;
  });
}
