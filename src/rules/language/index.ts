/** The rule language without a store: read, check, describe. Also runs in the browser. */
export type * from "./ast.ts";
export { readRule, readsOf, languageOf, MAX_DEPTH } from "./rule.ts";
export { checkCombination, readCombination } from "./combination.ts";
export { combinationText, combinationWords } from "./combinationWords.ts";
export { needsQuotes, quotedName, quotedValue } from "./quoting.ts";
export { foldedName, foldsOf, tagsCalled } from "./tagNames.ts";
export { Reading, type Scope, type SegmentRef, type TagRef, isObject, join } from "./scope.ts";
export { ruleWarnings, type RuleWarning } from "./sense/warnings.ts";
export { sentenceOf, tagSentence } from "./sentence.ts";
export { DECIDING_KEYS, dependenciesOf, readTagRule, valuesOf } from "./tag.ts";
export { segmentsIn } from "../leaves/segment/language.ts";
export { readTagName } from "../leaves/tag/language.ts";
export { both, durationWords, numberWords, timeWords } from "./words.ts";
export { measureWords } from "../leaves/event/words.ts";
export { MEASURES, MEASURE_KINDS } from "../measures/languages.ts";
export type { MeasureForm } from "../measures/language.ts";
export { splitComparison } from "./values.ts";
