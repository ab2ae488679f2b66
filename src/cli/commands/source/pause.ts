import { turn } from "./state.ts";

export const sourcePause = turn(
  "pause",
  "paused",
  { zh: "暂停定时读取", en: "read a source no more by the clock" },
  { zh: "已暂停", en: "paused" },
);
