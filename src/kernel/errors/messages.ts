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
    zh: ({ issues }) => `消息未被接收，没有保存任何内容：${listed(issues, ({ zh }) => zh)}`,
    en: ({ issues }) => `The message was rejected and nothing was stored: ${listed(issues, ({ en }) => en)}`,
  }),
  LINES_REJECTED: entry<{ rejected: number; lines: number }>({
    status: 422,
    exit: 3,
    zh: ({ rejected, lines }) => `${lines} 行里有 ${rejected} 行未被接收，原因见上；其余已保存。改正后可以整份重发，不会重复计数。`,
    en: ({ rejected, lines }) =>
      `${rejected} of ${lines} lines were rejected for the reasons above; the others are stored. Correct them and send the file again: nothing is counted twice.`,
  }),
  IDEMPOTENCY_KEY_INVALID: entry<Record<string, never>>({
    status: 400,
    exit: 3,
    zh: () => "请求头 Idempotency-Key 应为 1 到 200 个可见的 ASCII 字符，例如一个 UUID。",
    en: () => "The header Idempotency-Key must be 1 to 200 visible ASCII characters, such as a UUID.",
  }),
  IDEMPOTENCY_KEY_USED: entry<{ key: string }>({
    status: 422,
    exit: 3,
    zh: ({ key }) => `Idempotency-Key「${key}」已经用在另一个请求上。每个不同的请求请用不同的键。`,
    en: ({ key }) => `The Idempotency-Key ${key} has already been used for another request. Use a different key for each request.`,
  }),
  IDEMPOTENCY_KEY_BUSY: entry<{ key: string; seconds: number }>({
    status: 409,
    exit: 6,
    zh: ({ key, seconds }) => `Idempotency-Key 为「${key}」的请求还在处理，请 ${seconds} 秒后再试。`,
    en: ({ key, seconds }) => `The request with the Idempotency-Key ${key} is still being processed. Try again in ${seconds} s.`,
  }),
  BATCH_TOO_LARGE: entry<{ limit: string }>({
    status: 400,
    exit: 7,
    zh: ({ limit }) => `请求超过上限（${limit}，按解压后计算）。请拆成几次发送。`,
    en: ({ limit }) => `The request is larger than ${limit} (counted after decompression). Split it into several requests.`,
  }),
};
