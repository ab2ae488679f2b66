/** Error texts that spreadsheets show in place of a value: Excel, WPS, Google Sheets. Compared in upper case. */
export const SHEET_ERRORS: readonly string[] = [
  "#N/A",
  "#REF!",
  "#DIV/0!",
  "#NAME?",
  "#VALUE!",
  "#NULL!",
  "#NUM!",
  "#SPILL!",
  "#CALC!",
  "#GETTING_DATA",
  "#FIELD!",
  "#BLOCKED!",
  "#CONNECT!",
  "#UNKNOWN!",
  "#BUSY!",
  "#EXTERNAL!",
  "#PYTHON!",
  "#TIMEOUT!",
  "#ERROR!",
];

const KNOWN = new Set(SHEET_ERRORS);
/** The text of a cell whose column was too narrow when the sheet was saved as text. */
const NARROW = /^#{3,}$/;

/** ASCII letters only, as the fact store's upper() does. */
const upper = (text: string) => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());

/**
 * Whether a cleaned text is a spreadsheet error. Such a text always counts as missing: it is never a name, an identity, a tag or a text.
 */
export function isSheetError(text: string): boolean {
  return text.startsWith("#") && (KNOWN.has(upper(text)) || NARROW.test(text));
}
