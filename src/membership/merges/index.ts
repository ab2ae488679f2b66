export { settleMerges } from "./settle.ts";
