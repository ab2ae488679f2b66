import { literal, sql } from "../../../engine/index.ts";
import type { IdentityForm } from "../identityForm.ts";
import { maskedPhone, maskedPhoneSql } from "./mask.ts";
import { MOBILE, phoneFault, phoneOf, type PhoneFault } from "./phone.ts";
import { phoneFaultSql, phoneSql } from "./phoneSql.ts";

/** E.164, +86 by default. */
export const phoneForm: IdentityForm<PhoneFault> = {
  reported: ["lost", "several"],
  normal: phoneOf,
  normalSql: phoneSql,
  fault: phoneFault,
  faultSql: phoneFaultSql,
  // Most numbers in a file are exactly eleven digits: this short way saves two thirds of the work.
  usual: { pattern: `^${MOBILE}$`, form: (text) => sql`concat(${literal.text("+86")}, ${text})` },
  mask: maskedPhone,
  maskSql: maskedPhoneSql,
  // A phone number is stored with its country code, which people do not type.
  searched: (written, normal) => (normal !== "" ? [normal] : /^[\d ()-]{3,20}$/.test(written) ? [`+86${written.replace(/\D/g, "")}`] : []),
  placeholders: ["+8613800138000", "+8613800000000", "+8613900000000", "+8613000000000"],
  hasHosts: false,
};
