import type { Issue, Text } from "../kernel/index.ts";
import type { IdentityFault } from "./normalise.ts";

/** What is wrong with an identity, and what to do. The codes are stable, because answers, reports and files of bad rows contain them. */
export const IDENTITY_FAULTS: Readonly<Record<IdentityFault, Text & { readonly code: string }>> = {
  platform: {
    code: "PLATFORM_INVALID",
    zh: "平台名应为 1 到 40 个字符，不含空格、冒号、反引号和反斜杠",
    en: "a platform has 1 to 40 characters without blanks, colons, back-ticks or backslashes",
  },
  empty: { code: "IDENTITY_EMPTY", zh: "身份为空", en: "the identity is empty" },
  long: { code: "IDENTITY_LONG", zh: "身份超过 500 字节", en: "the identity is longer than 500 bytes" },
  lost: {
    code: "PHONE_DIGITS_LOST",
    zh: "手机号的数字不全（如 1.38E+10、138****8000）：请把这一列设为「文本」格式后重新导出，或导出不打码的号码；没有的话，不要对应这一列",
    en: "the phone number lacks digits (1.38E+10, 138****8000); format the column as text and export it again without masking, or leave the column out",
  },
  several: {
    code: "PHONES_SEVERAL",
    zh: "一格里有两个或更多手机号：请拆成两列，分别对应「手机」和「电话」",
    en: "several phone numbers in one; give each a column or a field of its own",
  },
  phone: {
    code: "PHONE_INVALID",
    zh: "不是有效的手机号或电话号码（固定电话要有区号，国外号码要以 + 开头）",
    en: "not a valid phone number (a fixed line needs its area code, a number abroad begins with +)",
  },
  email: { code: "EMAIL_INVALID", zh: "不是有效的邮箱地址", en: "not a valid e-mail address" },
  placeholder: {
    code: "IDENTITY_PLACEHOLDER",
    zh: "这是占位编号（如 guest、0、未登录、13800138000），不代表任何人；名单见「设置 › 身份」",
    en: "a placeholder that names nobody (guest, 0, 13800138000 …); the list is under Settings › Identities",
  },
};

export function identityIssue(fault: IdentityFault, path: string): Issue {
  const { code, zh, en } = IDENTITY_FAULTS[fault];
  return { code, path, zh, en };
}
