import { turn } from "./state.ts";

export const webhookPause = turn(
  "pause",
  "paused",
  { zh: "暂停 Webhook；恢复后补发这期间的变化", en: "pause a webhook; it catches up when resumed" },
  { zh: "已暂停", en: "paused" },
);
