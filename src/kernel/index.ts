export * from "./context.ts";
export * from "./permissions.ts";
export * from "./day.ts";
export * from "./decimal.ts";
export * from "./errors/index.ts";
export * from "./ids.ts";
export * from "./json/index.ts";
export * from "./lang.ts";
export * from "./names.ts";
export * from "./nearest.ts";
export * from "./personal.ts";
export * from "./platforms/index.ts";
export * from "./search/index.ts";
export * from "./tagKinds/index.ts";
export * from "./texts.ts";
export * from "./time.ts";
export * from "./values/index.ts";
export * from "./valueTypes/index.ts";
export {
  DURATION_PATTERN,
  DURATION_UNITS,
  durationValueWords,
  formatDurationValue,
  LONGEST_DURATION_MILLISECONDS,
  PLAIN_DURATION_PATTERN,
  readDuration,
} from "./valueTypes/durationText.ts";
export { suggestedTypeOf } from "./valueTypes/suggest.ts";
export * from "./uses.ts";
