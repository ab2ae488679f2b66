import { literal } from "../../../engine/index.ts";
import type { FaultText, IdentityForm } from "../identityForm.ts";
import { emailOf } from "./email.ts";
import { emailSql } from "./emailSql.ts";

/** Splits a line of the list at `|`. */
const words = (line: string): string[] => line.split("|");

export const EMAIL_FAULTS = {
  email: { code: "EMAIL_INVALID", zh: "不是有效的邮箱地址", en: "not a valid e-mail address" },
} as const satisfies Readonly<Record<string, FaultText>>;

/** An address in lower case without the text around it. */
export const emailForm: IdentityForm<keyof typeof EMAIL_FAULTS> = {
  reported: [],
  normal: emailOf,
  normalSql: emailSql,
  fault: () => "email",
  faultSql: () => literal.text("email"),
  searched: (written, normal) => (/[@＠]/.test(written) ? [normal || written.toLowerCase()] : []),
  placeholders: [
    ...words("noreply@*|no-reply@*|no_reply@*|donotreply@*|do-not-reply@*"),
    ...words("admin@example.com|user@example.com|test@example.com|example@example.com|test@test.com|admin@admin.com|a@a.com"),
  ],
  hasHosts: true,
};
