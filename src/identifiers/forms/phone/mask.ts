const HIDDEN = "****";

/** +8613812345678 and 13812345678 → 138****5678; other numbers keep the first three and the last two digits. */
export function maskedPhone(phone: string): string {
  const mainland = /^(?:\+?86)?(1\d{2})\d{4}(\d{4})$/.exec(phone.replace(/[ ()-]/g, ""));
  if (mainland) return `${mainland[1]}${HIDDEN}${mainland[2]}`;
  return phone.length < 8 ? HIDDEN : `${phone.slice(0, 3)}${HIDDEN}${phone.slice(-2)}`;
}

/** The same in SQL, over a String. */
export function maskedPhoneSql(text: string): string {
  const bare = `replaceRegexpAll(${text}, '[ ()-]', '')`;
  const mainland = "^(?:\\\\+?86)?(1\\\\d{2})\\\\d{4}(\\\\d{4})$";
  return `multiIf(match(${bare}, '${mainland}'), replaceRegexpOne(${bare}, '${mainland}', '\\\\1${HIDDEN}\\\\2'), lengthUTF8(${text}) < 8, '${HIDDEN}', concat(substringUTF8(${text}, 1, 3), '${HIDDEN}', substringUTF8(${text}, -2)))`;
}
