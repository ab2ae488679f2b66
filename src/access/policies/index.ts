export { can, type Because, type Grant, type GrantSubject, type TagPlace, type Verdict } from "./tag.ts";
export { maySomewhere, requireSomewhere, subjectOf, tagPolicy, type TagPolicy } from "./tagPolicy.ts";
