export { ExactNumber, scalarText } from "./exact.ts";
export { parseJson } from "./parse.ts";
