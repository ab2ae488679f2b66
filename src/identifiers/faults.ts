import type { Issue } from "../kernel/index.ts";
import type { FaultText } from "./forms/identityForm.ts";
import { FORM_FAULTS } from "./forms/index.ts";
import type { IdentityFault } from "./normalise.ts";

/** What is wrong with an identity, and what to do. The codes are stable, because answers, reports and files of bad rows contain them. */
export const IDENTITY_FAULTS: Readonly<Record<IdentityFault, FaultText>> = {
  platform: {
    code: "PLATFORM_INVALID",
    zh: "平台名应为 1 到 40 个字符，不含空格、冒号、反引号和反斜杠",
    en: "a platform has 1 to 40 characters without blanks, colons, back-ticks or backslashes",
  },
  empty: { code: "IDENTITY_EMPTY", zh: "身份为空", en: "the identity is empty" },
  long: { code: "IDENTITY_LONG", zh: "身份超过 500 字节", en: "the identity is longer than 500 bytes" },
  ...FORM_FAULTS,
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
