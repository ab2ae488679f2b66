import type { FaultText } from "../identityForm.ts";
import type { PhoneFault } from "./phone.ts";

export const PHONE_FAULTS = {
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
} as const satisfies Readonly<Record<PhoneFault, FaultText>>;
