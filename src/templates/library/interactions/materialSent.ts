import { event } from "../../parts.ts";
import { defineTemplate } from "../../template.ts";

export const materialSent = defineTemplate({
  code: "material_sent",
  subject: "interactions",
  kind: "rule",
  color: "cyan",
  name: { zh: "资料已发", en: "Material sent" },
  group: { zh: "互动沟通", en: "Interactions" },
  summary: { zh: "不重复发，接着跟进", en: "Not to send twice, and to go on from there" },
  criteria: { zh: "至少一次{sent}", en: "Has had {sent} at least once" },
  fields: { sent: event("Material Sent") },
  parameters: {},
  decides: ({ sent }) => ({ rule: { event: sent } }),
});
