import { turn } from "./state.ts";

export const webhookResume = turn(
  "resume",
  "active",
  { zh: "恢复 Webhook，并立即重试", en: "resume a webhook and try at once" },
  { zh: "已恢复", en: "resumed" },
);
