/** A value of the API as text: lists joined, booleans as ✓ and ✗, numbers in groups of three. */
export function valueText(value: unknown): string {
  if (typeof value === "boolean") return value ? "✓" : "✗";
  if (Array.isArray(value)) return value.map(valueText).join(", ");
  if (typeof value === "object" && value !== null) return JSON.stringify(value);
  return value === null || value === undefined ? "" : String(value);
}
