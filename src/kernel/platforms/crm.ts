import type { PlatformFacts } from "./platform.ts";

export const crmPlatform: PlatformFacts = {
  code: "crm",
  name: { zh: "CRM", en: "CRM" },
  heading: { zh: "客户编号", en: "Customer id" },
  headings: /^(客户|用户|顾客|买家)(号|编号|编码|ID|代码)$|^(customer|user|client|cust)[ _-]?(id|no|number|code)$|^crm(:|$)/i,
  template: { cells: ["10001", "10002"], isRequired: false },
};
