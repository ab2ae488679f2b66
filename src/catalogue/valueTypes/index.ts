import type { ValueType } from "../../kernel/index.ts";
import { booleanStored } from "./boolean.ts";
import { dateStored } from "./date.ts";
import { durationStored } from "./duration.ts";
import { listStored } from "./list.ts";
import { numberStored } from "./number.ts";
import type { StoredType } from "./storedType.ts";
import { textStored } from "./text.ts";
import { timeStored } from "./time.ts";

export const STORED_TYPES: Readonly<Record<ValueType, StoredType>> = {
  text: textStored,
  number: numberStored,
  time: timeStored,
  date: dateStored,
  boolean: booleanStored,
  duration: durationStored,
  list: listStored,
};

/** The value columns of `attribute_values`. */
export const VALUE_COLUMNS: readonly string[] = Object.values(STORED_TYPES).map(({ column }) => column);
