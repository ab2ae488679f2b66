import { turn } from "./state.ts";

export const sourceResume = turn(
  "resume",
  "active",
  { zh: "恢复定时读取", en: "read a source by the clock again" },
  { zh: "已恢复", en: "resumed" },
);
