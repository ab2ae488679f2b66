import type { Catalogue, FieldType } from "../../catalogue/index.ts";
import type { PreviewColumn } from "../../contract/index.ts";
import { platformOf } from "../../identifiers/index.ts";
import { VALUE_TYPE_CODES } from "../../kernel/index.ts";

type Found = Omit<PreviewColumn, "name">;

const OURS = /^(?:系统编号|tagwise number)$/i;
const TYPED = new RegExp(`^(.+?)(?::(${VALUE_TYPE_CODES.join("|")}))?$`, "s");
const PASSED_OVER: Found = { use: "ignore", as: "", by: "name" };

/** Whether the headings are codes of a Tagwise export, which names identity columns by code. */
export function isExport(words: readonly string[]): boolean {
  return words.some((word) => word.startsWith("identity."));
}

/**
 * The meaning of an export's heading; undefined for a column that somebody added. Customer numbers and values that rules compute are
 * ignored.
 */
export function exportedMeaning(word: string, catalogue: Catalogue): Found | undefined {
  if (word === "customer") return PASSED_OVER;
  if (word === "name") return { use: "attribute", as: "name", by: "name" };
  if (word === "tags") return { use: "tags", as: "", by: "name" };
  const [kind, rest] = [word.slice(0, word.indexOf(".")), word.slice(word.indexOf(".") + 1)];
  switch (kind) {
    case "identity": {
      const platform = platformOf(rest);
      return platform && { use: "identity", as: platform.code, by: "name" };
    }
    case "attribute": {
      const [, code = rest, type] = TYPED.exec(rest) ?? [];
      const inCatalogue = catalogue.attributes.has(code);
      return { use: "attribute", as: code, by: "name", ...(type !== undefined && !inCatalogue && { type: type as FieldType }) };
    }
    case "tag":
      return PASSED_OVER;
    default:
      return undefined;
  }
}

/** Ignores the column of customer numbers in every file: a number of this workspace does not identify a customer of the file. */
export function isOurNumber(word: string): boolean {
  return OURS.test(word.trim());
}
