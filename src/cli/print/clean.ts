/**
 * Text from data, made safe for a terminal: line breaks and tabs become spaces; other control characters (the escape
 * sequences of a terminal begin with one) and those that turn the direction of writing become �.
 */
export function clean(text: string): string {
  return text.replace(/[\t\n\r\u2028\u2029]+/g, " ").replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "�");
}
