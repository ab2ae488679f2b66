import type { CellKind, SheetColumn } from "./types.ts";
import { widthOf } from "./width.ts";

/** The name of document properties that hold the code of a heading, as JSON: `["城市","attribute.city:text"]`. */
export const CODE_NOTE = "tagwise column";

/** Indexes into STYLES. */
const HEADING = 1;
const TIME = 2;
const DATE = 3;

export const STYLES = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy-mm-dd hh:mm:ss"/><numFmt numFmtId="165" formatCode="yyyy-mm-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const HEAD = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;

/** The parts of a workbook that list its sheets, by their path in the archive. */
export function partsOf(
  sheets: readonly string[],
  codes: readonly (readonly [heading: string, code: string])[] = [],
): readonly (readonly [path: string, xml: string])[] {
  const types = sheets.map(
    (_, at) =>
      `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
  );
  const listed = sheets.map(
    (name, at) => `<sheet name="${escaped(name).replaceAll('"', "&quot;")}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  const related = sheets.map(
    (_, at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  const noted = codes.length > 0;
  const notesType = noted
    ? '<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>'
    : "";
  const notesRelation = noted ? `<Relationship Id="rId2" Type="${OFFICE}/custom-properties" Target="docProps/custom.xml"/>` : "";
  return [
    ...(noted ? [["docProps/custom.xml", codesXml(codes)] as const] : []),
    [
      "[Content_Types].xml",
      `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${notesType}${types.join("")}</Types>`,
    ],
    [
      "_rels/.rels",
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/>${notesRelation}</Relationships>`,
    ],
    ["xl/workbook.xml", `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${listed.join("")}</sheets></workbook>`],
    [
      "xl/_rels/workbook.xml.rels",
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${related.join("")}<Relationship Id="rId${sheets.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ["xl/styles.xml", STYLES],
  ];
}

/** Excel keeps this many characters of a document property. */
const NOTE_CHARACTERS = 255;

/** The codes of the headings, as document properties: users do not see them, and they stay when the file is saved again. */
function codesXml(codes: readonly (readonly [heading: string, code: string])[]): string {
  const notes = codes.map(([heading, code]) => JSON.stringify([heading, code])).filter((note) => note.length <= NOTE_CHARACTERS);
  const properties = notes.map(
    (note, at) =>
      `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="${at + 2}" name="${CODE_NOTE} ${at + 1}"><vt:lpwstr>${escaped(note)}</vt:lpwstr></property>`,
  );
  return `${HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">${properties.join("")}</Properties>`;
}

/** The beginning of a sheet; its heading row stays visible when scrolling. */
export function sheetStart(columns: readonly SheetColumn[]): string {
  const widths = columns.map(
    ({ heading, kind, width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width ?? widthOf(heading, kind)}" customWidth="1"/>`,
  );
  const cells = columns.map(
    ({ heading }) => `<c s="${HEADING}" t="inlineStr"><is><t xml:space="preserve">${escaped(heading)}</t></is></c>`,
  );
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join("")}</cols><sheetData><row>${cells.join("")}</row>`;
}

export const SHEET_END = "</sheetData></worksheet>";

const DAY_MILLISECONDS = 86_400_000;
/** Days from Excel's day 0 to 1970. */
const EPOCH_DAYS = 25_569;
/** Excel's calendar has a 29 February 1900 that never existed, so earlier dates are written as text. */
const EARLIEST = Date.UTC(1900, 2, 1);

/** A cell as XML; an empty cell keeps its position. */
export function cellXml(cell: string | null, kind: CellKind): string {
  if (cell === null || cell === "") return "<c/>";
  switch (kind) {
    case "text":
      return textXml(cell);
    case "number":
      // A double keeps fifteen digits, so a longer number is written as text.
      return /^-?[0-9]+(?:\.[0-9]+)?$/.test(cell) && cell.length <= 16 ? `<c><v>${cell}</v></c>` : textXml(cell);
    case "boolean":
      return `<c t="b"><v>${cell === "true" || cell === "1" ? 1 : 0}</v></c>`;
    case "date":
    case "time": {
      // Local time: Excel stores no time zone.
      const instant = Date.parse(`${cell.slice(0, 10)}T${cell.slice(11) || "00:00"}Z`);
      return Number.isNaN(instant) || instant < EARLIEST
        ? textXml(cell)
        : `<c s="${kind === "date" ? DATE : TIME}"><v>${instant / DAY_MILLISECONDS + EPOCH_DAYS}</v></c>`;
    }
  }
}

/** The greatest length of text in an Excel cell. */
const CELL_CHARACTERS = 32_767;

function textXml(text: string): string {
  const shown = text.length > CELL_CHARACTERS ? `${text.slice(0, CELL_CHARACTERS - 1)}…` : text;
  return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(shown)}</t></is></c>`;
}

// Characters that XML cannot hold, and text that Excel would read as an escape.
const SPECIAL = /[&<>\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_/g;
const NAMES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/**
 * Escapes text for XML. Characters that XML cannot hold are written as Excel does: `_x000D_`; a literal `_x000D_` becomes `_x005F_x000D_`.
 */
function escaped(text: string): string {
  return text.search(SPECIAL) < 0
    ? text
    : text.replace(SPECIAL, (found) =>
        found.length > 1 ? `_x005F${found}` : (NAMES[found] ?? `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`),
      );
}
