import type { Text } from "../lang.ts";

/** What every room may know of a type of values. It uses no store, because it also runs in the browser. */
export interface ValueTypeFacts {
  /** Several values of the type in words: 数字, numbers. */
  readonly values: Text;
  /** What a value of the type must be, for messages: 是数字. */
  readonly wanted: Text;
  /** Words such as 无, - and N/A mean that there is no value. */
  readonly hasMissingWords: boolean;
  /** A cleaned text is taken for a value of the type without being asked; by the rules of imports/plan/infer.ts. `code`: the attribute. */
  suggests?(text: string, code: string): boolean;
  /** Types whose values are values of this one as well; `all` for every type. */
  readonly includes: "all" | readonly string[];
  /** The cells of a workbook: in an export, and in a template to fill in. */
  readonly cells: { readonly exported: CellType; readonly filledIn: CellType };
  /** Export formats that show the type by themselves. In the others the heading names it, so that an import makes the same type of it. */
  readonly shownIn: readonly ("csv" | "jsonl" | "parquet" | "xlsx")[];
  /** The value can be measured as an amount: it has a sum, an average, a median. */
  readonly isAmount: boolean;
}

type CellType = "text" | "number" | "boolean" | "date" | "time";
