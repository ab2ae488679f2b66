import { useCallback } from "react";
import type { Value } from "../../contract/index.ts";
import type { ValueType } from "../../kernel/index.ts";
import { valueText } from "../valueTypes/index.ts";
import { useShow } from "../valueTypes/useShow.ts";

/** Formats a value of an attribute or property. */
export function useValueText(): (value: Value | null | undefined, type?: ValueType) => string {
  const show = useShow();
  return useCallback((value, type) => valueText(value, type, show), [show]);
}
