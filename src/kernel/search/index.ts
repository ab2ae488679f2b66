export * from "./fitsPinyin.ts";
export * from "./searchRank.ts";
