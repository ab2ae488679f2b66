export * from "./context.ts";
export * from "./decimal.ts";
export * from "./errors/index.ts";
export * from "./ids.ts";
export * from "./lang.ts";
export * from "./nearest.ts";
export * from "./texts.ts";
export * from "./time.ts";
