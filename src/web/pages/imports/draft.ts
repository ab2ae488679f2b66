import {
  columnsOfMapping,
  mappingOfColumns,
  type CellChoices,
  type ColumnsMapping,
  type FilePreview,
  type MappingInput,
  type PreviewColumn,
  type Reading,
} from "../../../contract/index.ts";
import type { NumberFormat } from "../../../kernel/index.ts";

/** What a person says a file's columns mean, as far as columns can say it. */
export interface Draft extends ColumnsMapping {
  readonly columns: readonly PreviewColumn[];
  /** The sheet, where it is not the first. */
  readonly sheet: string | null;
  /** How the file is read, where somebody said so. */
  readonly reading?: HowToRead;
}

/** What a person can say of how a file is read. */
export type HowToRead = Pick<Reading, "skipRows" | "encoding" | "merged">;

/** The draft to begin with: as the server recognised the columns. */
export function draftOf(preview: FilePreview, timezone: string, reading: HowToRead = {}): Draft {
  const { rowsAre, event, columns, sheet, sheets, mapping } = preview;
  const zone = typeof mapping?.["timezone"] === "string" ? mapping["timezone"] : timezone;
  const { numberFormat, types, unreadable } = (mapping ?? {}) as CellChoices;
  const choices = { ...(numberFormat && { numberFormat }), ...(types && { types }), ...(unreadable && { unreadable }) };
  return { rows: rowsAre, event, timezone: zone, columns, sheet: sheet === sheets[0] ? null : sheet, choices, reading };
}

/** The draft as the mapping the server reads. */
export function mappingOf({ sheet, reading, ...columns }: Draft): MappingInput {
  return { ...mappingOfColumns(columns), ...(sheet !== null && { sheet }), ...reading };
}

export type CellChoice = "text" | "missing" | "skip";

/** What was chosen for an attribute or property of which a few cells are no numbers; undefined before anything was. */
export function choiceOf({ choices }: Draft, code: string): CellChoice | undefined {
  const type = choices?.types?.[code];
  return type === "text" ? "text" : type === "number" ? (choices?.unreadable?.[code] ?? "skip") : undefined;
}

export function withChoice(draft: Draft, code: string, choice: CellChoice): Draft {
  const { types = {}, unreadable = {}, ...others } = draft.choices ?? {};
  const { [code]: _, ...left } = unreadable;
  return {
    ...draft,
    choices: {
      ...others,
      types: { ...types, [code]: choice === "text" ? "text" : "number" },
      unreadable: choice === "text" ? left : { ...left, [code]: choice },
    },
  };
}

export function withNumbers(draft: Draft, numberFormat: NumberFormat): Draft {
  return { ...draft, choices: { ...draft.choices, numberFormat } };
}

/** The mapping as if nothing had been chosen of single columns: what is asked about stays asked about, so that a choice can be changed. */
export function mappingToCheck(draft: Draft): MappingInput {
  const { types: _, unreadable: __, ...choices } = draft.choices ?? {};
  return mappingOf({ ...draft, choices });
}

/** A kept mapping as a draft; null when it says more than columns can. */
export function withMapping(draft: Draft, mapping: MappingInput): Draft | null {
  const mapped = columnsOfMapping(
    draft.columns.map(({ name }) => name),
    mapping,
  );
  return (
    mapped && {
      ...mapped,
      timezone: mapped.timezone || draft.timezone,
      sheet: draft.sheet,
      ...(draft.reading && { reading: draft.reading }),
      columns: mapped.columns.map((column) => ({ ...column, by: "saved" })),
    }
  );
}

/** The rows said to be something else: a customer's row carries attributes, an event's row properties. */
export function withRows(draft: Draft, rows: Draft["rows"]): Draft {
  const columns = draft.columns.map((one): PreviewColumn => {
    if (rows === "products") return { ...one, use: "product", as: "", by: null };
    if (one.use === "product") return { ...one, use: rows === "customers" ? "attribute" : "property", as: one.name };
    const moved = one.use === "property" || one.use === "time" || one.use === "id" || one.use === "event";
    if (rows === "customers") return moved ? { ...one, use: "attribute", as: one.as || one.name } : one;
    return one.use === "attribute" ? { ...one, use: "property" } : one;
  });
  const named = columns.some(({ use }) => use === "event");
  return { ...draft, rows, columns, event: rows === "events" && !named ? draft.event || "Order Completed" : "" };
}

/** One column said to be something else; what it becomes is called as the column until somebody says otherwise. */
export function changed(draft: Draft, index: number, next: Partial<Pick<PreviewColumn, "use" | "as">>): Draft {
  const before = draft.columns[index]!;
  const named = next.use === "attribute" || next.use === "property";
  const as = next.as ?? (next.use === undefined ? before.as : named ? before.as || before.name : next.use === "identity" ? before.as : "");
  return { ...draft, columns: draft.columns.with(index, { ...before, ...next, as, by: "name" }) };
}
