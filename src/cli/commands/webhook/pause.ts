import { stateCommand } from "./state.ts";

export const webhookPause = stateCommand(
  "pause",
  "paused",
  { zh: "暂停 Webhook；恢复后补发这期间的变化", en: "pause a webhook; it catches up when resumed" },
  { zh: "已暂停", en: "paused" },
);
