import type { ValueType } from "../../kernel/index.ts";
import { booleanImported } from "./boolean.ts";
import { dateImported } from "./date.ts";
import { durationImported } from "./duration.ts";
import type { ImportedType } from "./importedType.ts";
import { listImported } from "./list.ts";
import { numberImported } from "./number.ts";
import { textImported } from "./text.ts";
import { timeImported } from "./time.ts";

/** In the order in which a column of texts is guessed: yes/no if all values are, else a number, a date, a time. */
export const IMPORTED_TYPES: Readonly<Record<ValueType, ImportedType>> = {
  boolean: booleanImported,
  number: numberImported,
  duration: durationImported,
  date: dateImported,
  time: timeImported,
  text: textImported,
  list: listImported,
};
