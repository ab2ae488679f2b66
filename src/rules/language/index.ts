/** The rule language without a store: read, check, say. Runs in the browser too. */
export type * from "./ast.ts";
export { readRule, readsOf, languageOf, MAX_DEPTH } from "./rule.ts";
export { Reading, type Scope, type TagRef, isObject, join } from "./scope.ts";
export { sentenceOf, tagSentence } from "./sentence.ts";
export { DECIDING_KEYS, dependenciesOf, readTagRule, valuesOf } from "./tag.ts";
export { readTagName } from "../leaves/tag/language.ts";
export { both, durationWords, numberWords, timeWords } from "./words.ts";
export { measureWords } from "../leaves/event/words.ts";
