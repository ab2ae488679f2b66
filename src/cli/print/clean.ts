/**
 * Makes text from data safe for a terminal. Line breaks and tabs become spaces. Other control characters, which start the terminal's
 * escape sequences, and characters that reverse the direction of text become �.
 */
export function clean(text: string): string {
  return text.replace(/[\t\n\r\u2028\u2029]+/g, " ").replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "�");
}
