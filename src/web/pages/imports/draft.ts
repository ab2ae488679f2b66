import {
  columnsOfMapping,
  mappingOfColumns,
  type CellChoices,
  type ColumnsMapping,
  type DoubtfulColumn,
  type FilePreview,
  type MappingInput,
  type PreviewColumn,
  type Reading,
} from "../../../contract/index.ts";
import type { NumberFormat } from "../../../kernel/index.ts";

/** A mapping while a person edits it column by column. */
export interface Draft extends ColumnsMapping {
  readonly columns: readonly PreviewColumn[];
  /** The sheet, if it is not the first. */
  readonly sheet: string | null;
  /** The person's choices of how to read the file. */
  readonly reading?: HowToRead;
}

/** The choices of how to read a file. */
export type HowToRead = Pick<Reading, "skipRows" | "encoding" | "merged">;

/** The first draft: the columns as the server recognised them. */
export function draftOf(preview: FilePreview, timezone: string, reading: HowToRead = {}): Draft {
  const { rowsAre, event, columns, sheet, sheets, mapping } = preview;
  const zone = typeof mapping?.["timezone"] === "string" ? mapping["timezone"] : timezone;
  const { numberFormat, types, unreadable } = (mapping ?? {}) as CellChoices;
  const choices = { ...(numberFormat && { numberFormat }), ...(types && { types }), ...(unreadable && { unreadable }) };
  return { rows: rowsAre, event, timezone: zone, columns, sheet: sheet === sheets[0] ? null : sheet, choices, reading };
}

/** The draft as the server's mapping. */
export function mappingOf({ sheet, reading, ...columns }: Draft): MappingInput {
  return { ...mappingOfColumns(columns), ...(sheet !== null && { sheet }), ...reading };
}

export type CellChoice = "text" | "missing" | "skip";

type InDoubt = Pick<DoubtfulColumn, "code" | "type">;

/** The choice for an attribute or property with a few cells that are no values of its type; undefined before a choice. */
export function choiceOf({ choices }: Draft, { code, type }: InDoubt): CellChoice | undefined {
  const chosen = choices?.types?.[code];
  return chosen === "text" ? "text" : chosen === type ? (choices?.unreadable?.[code] ?? "skip") : undefined;
}

export function withChoice(draft: Draft, { code, type }: InDoubt, choice: CellChoice): Draft {
  const { types = {}, unreadable = {}, ...others } = draft.choices ?? {};
  const { [code]: _, ...left } = unreadable;
  return {
    ...draft,
    choices: {
      ...others,
      types: { ...types, [code]: choice === "text" ? "text" : type },
      unreadable: choice === "text" ? left : { ...left, [code]: choice },
    },
  };
}

export function withNumbers(draft: Draft, numberFormat: NumberFormat): Draft {
  return { ...draft, choices: { ...draft.choices, numberFormat } };
}

/** The mapping without choices for single columns. So the server lists the same ambiguous columns again, and a choice can be changed. */
export function mappingToCheck(draft: Draft): MappingInput {
  const { types: _, unreadable: __, ...choices } = draft.choices ?? {};
  return mappingOf({ ...draft, choices });
}

/** A saved mapping as a draft; null if the form cannot show all of it. */
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

/** The draft with another kind of rows. Attributes and properties are converted: customers have attributes, events have properties. */
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

/** The draft with another use of one column. Its new name is the column's name until somebody changes it. */
export function changed(draft: Draft, index: number, next: Partial<Pick<PreviewColumn, "use" | "as">>): Draft {
  const before = draft.columns[index]!;
  const named = next.use === "attribute" || next.use === "property";
  const as = next.as ?? (next.use === undefined ? before.as : named ? before.as || before.name : next.use === "identity" ? before.as : "");
  return { ...draft, columns: draft.columns.with(index, { ...before, ...next, as, by: "name" }) };
}
