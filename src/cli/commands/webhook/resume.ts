import { stateCommand } from "./state.ts";

export const webhookResume = stateCommand(
  "resume",
  "active",
  { zh: "恢复 Webhook，并立即重试", en: "resume a webhook and try at once" },
  { zh: "已恢复", en: "resumed" },
);
