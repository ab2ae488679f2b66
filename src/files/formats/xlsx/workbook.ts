import type { LocalFile } from "../../file.ts";
import { CODE_NOTE } from "../../../sheets/index.ts";
import { readable } from "./readable.ts";
import { truncated, unpack, type ZipEntry, type ZipLimits } from "./zip.ts";
import { readXml } from "./xml.ts";

/** Tables to which the cells of all sheets refer. */
export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly path: string; readonly hidden: boolean }[];
  /** Whether day numbers count from 1904. */
  readonly from1904: boolean;
  /** By style number: whether its numbers are dates or times. */
  readonly dates: readonly DateKind[];
  readonly strings: readonly string[];
  /** Only for an exported workbook: the code behind each heading. */
  readonly codes: ReadonlyMap<string, string>;
}

export type DateKind = "number" | "date" | "clock";

/** The parts of a workbook in its archive. */
export interface Archive {
  readonly file: LocalFile;
  readonly entries: ReadonlyMap<string, ZipEntry>;
  readonly limits: ZipLimits;
}

/** Most bytes of all cell texts together, because they are kept in memory. */
const MAX_STRINGS_BYTES = 1 << 30;

/** @throws FILE_TRUNCATED if a part is missing or cannot be read */
export function readWorkbook(archive: Archive): Promise<Workbook> {
  return readable(archive.file, () => readParts(archive));
}

async function readParts(archive: Archive): Promise<Workbook> {
  const targets = await relations(archive);
  const sheets: { name: string; path: string; hidden: boolean }[] = [];
  let from1904 = false;
  await readPart(archive, "xl/workbook.xml", (name, attributes) => {
    if (name === "workbookPr") from1904 = /^(?:1|true)$/.test(attributes["date1904"] ?? "");
    const id = Object.entries(attributes).find(([key]) => key.endsWith(":id") || key === "id")?.[1];
    if (name !== "sheet" || id === undefined) return;
    const path = targets.get(id);
    if (path?.startsWith("xl/worksheets/"))
      sheets.push({ name: attributes["name"] ?? "", path, hidden: (attributes["state"] ?? "visible") !== "visible" });
  });
  return { sheets, from1904, dates: await readStyles(archive), strings: await readStrings(archive), codes: await readCodes(archive) };
}

async function readPart(
  archive: Archive,
  path: string,
  open: (name: string, attributes: Readonly<Record<string, string>>) => void,
): Promise<void> {
  const entry = archive.entries.get(path);
  if (!entry) throw truncated(archive.file);
  await readXml(unpack(archive.file, entry, archive.limits), { open });
}

async function relations(archive: Archive): Promise<ReadonlyMap<string, string>> {
  const targets = new Map<string, string>();
  await readPart(archive, "xl/_rels/workbook.xml.rels", (name, attributes) => {
    const { Id: id, Target: target } = attributes;
    if (name === "Relationship" && id && target) targets.set(id, target.startsWith("/") ? target.slice(1) : `xl/${target}`);
  });
  return targets;
}

const NOTES = "docProps/custom.xml";

/** The notes of an export about its headings. Other properties of the document are not read. */
async function readCodes(archive: Archive): Promise<ReadonlyMap<string, string>> {
  const codes = new Map<string, string>();
  if (!archive.entries.has(NOTES)) return codes;
  let noted: string | undefined;
  await readXml(unpack(archive.file, archive.entries.get(NOTES)!, archive.limits), {
    open(name, attributes) {
      if (name === "property") noted = (attributes["name"] ?? "").startsWith(CODE_NOTE) ? "" : undefined;
    },
    text(piece) {
      if (noted !== undefined) noted += piece;
    },
    close(name) {
      if (name !== "property" || noted === undefined) return;
      const [, heading, code] = /^\s*\["((?:[^"\\]|\\.)*)","((?:[^"\\]|\\.)*)"\]\s*$/.exec(unescapeText(noted)) ?? [];
      if (heading !== undefined && code !== undefined) codes.set(JSON.parse(`"${heading}"`) as string, JSON.parse(`"${code}"`) as string);
      noted = undefined;
    },
  });
  return codes;
}

/** Formats that Excel only writes as a number: dates, and times of day. */
const BUILT_IN_DATES = [14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58];
const BUILT_IN_CLOCKS = [18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47];

async function readStyles(archive: Archive): Promise<DateKind[]> {
  const kinds = new Map<number, DateKind>([
    ...BUILT_IN_DATES.map((id) => [id, "date"] as const),
    ...BUILT_IN_CLOCKS.map((id) => [id, "clock"] as const),
  ]);
  const dates: DateKind[] = [];
  if (!archive.entries.has("xl/styles.xml")) return dates;
  let inCells = false;
  await readPart(archive, "xl/styles.xml", (name, attributes) => {
    if (name === "numFmt") kinds.set(Number(attributes["numFmtId"]), kindOfFormat(attributes["formatCode"] ?? ""));
    else if (name === "cellXfs") inCells = true;
    else if (name === "cellStyles" || name === "dxfs") inCells = false;
    else if (name === "xf" && inCells) dates.push(kinds.get(Number(attributes["numFmtId"] ?? 0)) ?? "number");
  });
  return dates;
}

/** Whether the letters of a format are those of a date or a time, without texts, colours and escapes. */
export function kindOfFormat(code: string): DateKind {
  const bare = code
    .split(";")[0]!
    .replace(/"[^"]*"|\\.|_.|\*./g, "")
    .replace(/\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi, "")
    .toLowerCase();
  if (/[yd]/.test(bare)) return "date";
  if (/[hs]/.test(bare)) return "clock";
  return /m/.test(bare) && !/[0#?]/.test(bare) ? "date" : "number";
}

async function readStrings(archive: Archive): Promise<string[]> {
  const entry = archive.entries.get("xl/sharedStrings.xml");
  const strings: string[] = [];
  if (!entry) return strings;
  let text = "";
  let inText = false;
  let phonetic = false;
  await readXml(unpack(archive.file, entry, { ...archive.limits, totalBytes: MAX_STRINGS_BYTES }), {
    open(name) {
      if (name === "si") text = "";
      else if (name === "rPh") phonetic = true;
      else if (name === "t") inText = !phonetic;
    },
    text(piece) {
      if (inText) text += piece;
    },
    close(name) {
      if (name === "si") strings.push(unescapeText(text));
      else if (name === "rPh") phonetic = false;
      else if (name === "t") inText = false;
    },
  });
  return strings;
}

/** Excel writes characters that XML forbids as `_x000D_`, and a literal `_x000D_` as `_x005F_x000D_`. */
export function unescapeText(text: string): string {
  return text.includes("_x") ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))) : text;
}
