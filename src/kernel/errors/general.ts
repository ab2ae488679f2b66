import { entry, type Issue } from "./problem.ts";

/** Errors that more than one room throws. */
export const general = {
  INTERNAL: entry<{ requestId: string }>({
    status: 500,
    exit: 1,
    zh: ({ requestId }) => `系统内部错误，数据未受影响。请把请求编号 ${requestId} 告诉管理员。`,
    en: ({ requestId }) =>
      `Something went wrong inside Tagwise; no data was changed. Give the request id ${requestId} to your administrator.`,
  }),
  FORBIDDEN: entry<{ permission: string; actor: string }>({
    status: 403,
    exit: 4,
    zh: ({ permission, actor }) => `「${actor}」没有「${permission}」权限。请向管理员申请。`,
    en: ({ permission, actor }) => `${actor} lacks the permission ${permission}. Ask an administrator for it.`,
  }),
  INPUT_INVALID: entry<{ issues: readonly Issue[] }>({
    status: 422,
    exit: 3,
    zh: ({ issues }) =>
      `输入有 ${issues.length} 处错误：${issues
        .slice(0, 5)
        .map((issue) => `${issue.path}：${issue.zh}`)
        .join("；")}`,
    en: ({ issues }) =>
      `The input has ${issues.length} ${issues.length === 1 ? "error" : "errors"}: ${issues
        .slice(0, 5)
        .map((issue) => `${issue.path}: ${issue.en}`)
        .join("; ")}`,
  }),
  TEXT_UNUSABLE: entry<Record<string, never>>({
    status: 422,
    exit: 3,
    zh: () => "文字里有不能保存的字符（空字符或不完整的字符）。请删除后再试。",
    en: () => "A text contains a character that cannot be stored (NUL, or an incomplete character). Remove it.",
  }),
  NOT_FOUND: entry<{ what: string }>({
    status: 404,
    exit: 5,
    zh: ({ what }) => `没有找到 ${what}。`,
    en: ({ what }) => `${what} was not found.`,
  }),
};
