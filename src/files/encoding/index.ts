export { asUtf8 } from "./asUtf8.ts";
export { decideEncoding } from "./decide.ts";
export { ENCODING_NAMES, encodingWarnings, type Encoding } from "./names.ts";
