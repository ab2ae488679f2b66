import { entry } from "./problem.ts";

/** Errors of overrides: memberships that people set against a rule. */
export const overrides = {
  TAG_NOT_OVERRIDABLE: entry<{ tag: string; why: string; whyZh: string }>({
    status: 409,
    exit: 6,
    zh: ({ tag, whyZh }) => `不能手动指定「${tag}」：${whyZh}。`,
    en: ({ tag, why }) => `${tag} cannot be overridden: ${why}.`,
  }),
  OVERRIDE_VALUE_MISSING: entry<{ tag: string; known: readonly string[] }>({
    status: 422,
    exit: 3,
    zh: ({ tag, known }) => `「${tag}」是分层标签，请选择指定到哪一层：${known.join("、")}。`,
    en: ({ tag, known }) => `${tag} is a tiered tag; choose one of its values: ${known.join(", ")}.`,
  }),
  UNTIL_NOT_AHEAD: entry<{ until: string }>({
    status: 422,
    exit: 3,
    zh: ({ until }) => `「${until}」不是将来的时间。请写将来的日期（含当天）或时刻，如 2026-12-31 或 2026-12-31T18:00:00+08:00。`,
    en: ({ until }) =>
      `${until} is not in the future. Write a future date (that day included) or a time, such as 2026-12-31 or 2026-12-31T18:00:00+08:00.`,
  }),
  OVERRIDE_NOT_FOUND: entry<{ tag: string; customer: number }>({
    status: 404,
    exit: 5,
    zh: ({ tag, customer }) => `客户 ${customer} 在「${tag}」上没有生效的手动指定。`,
    en: ({ tag, customer }) => `Customer ${customer} has no active override on ${tag}.`,
  }),
};
