import type { PlatformFacts } from "./platform.ts";

export const emailPlatform: PlatformFacts = {
  code: "email",
  name: { zh: "邮箱", en: "Email" },
  aliases: ["邮箱", "mail"],
  headings: /邮箱|邮件地址|e-?mail/i,
  contents: { certain: /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i },
  template: { cells: ["lilei@example.com", "hanmeimei@example.com"], isRequired: false },
  isTrait: true,
};
