import type { Catalogue, FieldType } from "../../catalogue/index.ts";
import { FIELD_TYPES } from "../../catalogue/index.ts";
import type { PreviewColumn } from "../../contract/index.ts";
import { platformOf } from "../../identifiers/index.ts";

type Found = Omit<PreviewColumn, "name">;

const OURS = /^(?:系统编号|tagwise number)$/i;
const TYPED = new RegExp(`^(.+?)(?::(${FIELD_TYPES.join("|")}))?$`, "s");
const PASSED_OVER: Found = { use: "ignore", as: "", by: "name" };

/** Whether headings are the codes of an export: it names its identities so. */
export function isExport(words: readonly string[]): boolean {
  return words.some((word) => word.startsWith("identity."));
}

/** What a heading of an export means; undefined for what somebody added. Numbers of customers and what rules compute are passed over. */
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
      const known = catalogue.attributes.has(code);
      return { use: "attribute", as: code, by: "name", ...(type !== undefined && !known && { type: type as FieldType }) };
    }
    case "tag":
      return PASSED_OVER;
    default:
      return undefined;
  }
}

/** The column of the customers' numbers, whatever else the file holds: a number of this workspace says nothing about anybody. */
export function isOurNumber(word: string): boolean {
  return OURS.test(word.trim());
}
