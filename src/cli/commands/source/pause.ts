import { stateCommand } from "./state.ts";

export const sourcePause = stateCommand(
  "pause",
  "paused",
  { zh: "暂停定时读取", en: "stop reading a source on its schedule" },
  { zh: "已暂停", en: "paused" },
);
