import { stateCommand } from "./state.ts";

export const sourceResume = stateCommand(
  "resume",
  "active",
  { zh: "恢复定时读取", en: "read a source on its schedule again" },
  { zh: "已恢复", en: "resumed" },
);
