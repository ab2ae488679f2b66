import { AMOUNT_OPERATORS, type WebType } from "./webType.ts";

export const numberWeb: WebType = {
  operators: AMOUNT_OPERATORS,
  field: "number",
  newValue: "",
  text: (value, { exact }) => (isNumber(String(value)) ? exact(String(value)) : String(value)),
  metric: { has: isNumber, text: (value, unit, { measure }) => measure(value, unit), exact: (value, { exact }) => exact(value) },
};

function isNumber(text: string): boolean {
  return !Number.isNaN(Number(text));
}
