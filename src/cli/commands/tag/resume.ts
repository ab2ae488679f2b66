import { againCommand } from "./state.ts";

export const tagResume = againCommand(
  "resume",
  "paused",
  { zh: "继续计算暂停的标签", en: "evaluate a paused tag again" },
  { zh: "已继续", en: "resumed" },
);
