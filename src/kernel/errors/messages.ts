import { entry, type Issue } from "./problem.ts";

const listed = (issues: readonly Issue[], say: (issue: Issue) => string) =>
  issues
    .slice(0, 5)
    .map((issue) => (issue.path === "" ? say(issue) : `${issue.path}: ${say(issue)}`))
    .join("; ");

/** Errors of messages sent over HTTP. */
export const messages = {
  WRITE_KEY_MISSING: entry<Record<string, never>>({
    status: 401,
    exit: 4,
    zh: () => "请求没有带写入密钥。请把密钥（tw_…）作为 Basic 认证的用户名，或放在 Authorization: Bearer，或消息的 writeKey 里。",
    en: () =>
      "The request has no write key. Send it (tw_…) as the user name of Basic authentication, in Authorization: Bearer, or as writeKey in the body.",
  }),
  MESSAGES_REJECTED: entry<{ issues: readonly Issue[] }>({
    status: 400,
    exit: 3,
    zh: ({ issues }) => `消息不能接收，没有保存任何内容：${listed(issues, ({ zh }) => zh)}`,
    en: ({ issues }) => `The message cannot be taken and nothing was kept: ${listed(issues, ({ en }) => en)}`,
  }),
  BATCH_TOO_LARGE: entry<{ limit: string }>({
    status: 400,
    exit: 7,
    zh: ({ limit }) => `请求超过上限（${limit}，按解压后计算）。请拆成几次发送。`,
    en: ({ limit }) => `The request is larger than ${limit} (counted after decompression). Send it in parts.`,
  }),
};
