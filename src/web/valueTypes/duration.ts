import { durationValueWords, readDuration } from "../../kernel/index.ts";
import { AMOUNT_OPERATORS, type Show, type WebType } from "./webType.ts";

export const durationWeb: WebType = {
  operators: AMOUNT_OPERATORS,
  field: "text",
  newValue: "",
  example: "2h 30m",
  text: (value, show) => inWords(String(value), show) ?? String(value),
  metric: { has: (value) => secondsOf(value) !== undefined, text: (value, _unit, show) => inWords(value, show) ?? value },
};

/** 2小时30分 or 2h 30m. The API writes 2h 30m, with a sign for what is below nothing. */
function inWords(value: string, { lang }: Show): string | undefined {
  const seconds = secondsOf(value);
  return seconds === undefined ? undefined : durationValueWords(seconds)[lang];
}

function secondsOf(value: string): bigint | undefined {
  const seconds = readDuration(value.replace(/^-/, ""));
  return seconds !== undefined && value.startsWith("-") ? -seconds : seconds;
}
