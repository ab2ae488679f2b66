import { againCommand } from "./state.ts";

export const tagRestore = againCommand(
  "restore",
  "retired",
  { zh: "恢复停用的标签，并重新计算", en: "bring a retired tag back and evaluate it anew" },
  { zh: "已恢复", en: "restored" },
);
