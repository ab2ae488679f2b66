/** Prefixes before an e-mail address in plain text: mailto:, 邮箱： */
export const EMAIL_HEAD = "^(?:[ ='\"`(:]|mailto:|e-?mail:|电子邮箱|邮箱|邮件)*";
export const EMAIL_TAIL = "[ '\"`).,;:>]*$";
/** Li Lei <lilei@example.com> */
export const NAMED = "^[^<>]*<([^<>]*)>[ ,;.]*$";
export const ADDRESS = '^[^ @<>,;"()]+@[^ @<>,;"()]+[.][^ @<>,;"().]+$';

const head = new RegExp(EMAIL_HEAD);
const tail = new RegExp(EMAIL_TAIL);
const named = new RegExp(NAMED);
const address = new RegExp(ADDRESS);

/** The e-mail address in a plain text, without the text around it; "" when there is none. */
export function emailOf(plain: string): string {
  const inner = named.exec(plain)?.[1] ?? plain;
  const text = inner
    .replace(head, "")
    .replace(/[?].*$/, "")
    .replace(tail, "")
    .replace(/ *@ */g, "@");
  return address.test(text) ? text : "";
}
