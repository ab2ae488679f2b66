import { pauseTag } from "../../../contract/index.ts";
import { stateCommand } from "./state.ts";

export const tagPause = stateCommand(
  "pause",
  pauseTag,
  { zh: "暂停标签：不再计算，人数保持不变", en: "pause a tag: it is not evaluated any more and keeps its members" },
  { zh: "已暂停", en: "paused" },
);
