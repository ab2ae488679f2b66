import type { Text } from "../lang.ts";
import { entry, type Issue } from "./problem.ts";

/** Errors of the HTTP API, of jobs and of the configuration. */
export const api = {
  ROUTE_UNKNOWN: entry<{ method: string; path: string; suggestion?: string | undefined }>({
    status: 404,
    exit: 5,
    zh: ({ method, path, suggestion }) => `没有接口 ${method} ${path}。${suggestion ? `是不是 ${suggestion}？` : ""}全部接口见 /api/docs。`,
    en: ({ method, path, suggestion }) =>
      `There is no operation ${method} ${path}.${suggestion ? ` Did you mean ${suggestion}?` : ""} See /api/docs for all operations.`,
  }),
  METHOD_WRONG: entry<{ method: string; path: string; allowed: readonly string[] }>({
    status: 405,
    exit: 2,
    zh: ({ method, path, allowed }) => `${path} 不支持 ${method}，请改用 ${allowed.join("、")}。`,
    en: ({ method, path, allowed }) => `${path} does not support ${method}. Use ${allowed.join(" or ")}.`,
  }),
  JSON_MALFORMED: entry<{ reason: string }>({
    status: 400,
    exit: 3,
    zh: ({ reason }) => `请求体不是正确的 JSON（${reason}）。请检查引号、逗号和括号。`,
    en: ({ reason }) => `The body is not valid JSON (${reason}). Check quotes, commas and brackets.`,
  }),
  REQUEST_MALFORMED: entry<{ reason: string }>({
    status: 400,
    exit: 3,
    zh: ({ reason }) => `请求不合规范（${reason}）。请检查地址和请求头。`,
    en: ({ reason }) => `The request is not well formed (${reason}). Check its address and headers.`,
  }),
  BODY_TOO_LARGE: entry<{ limit: string }>({
    status: 413,
    exit: 7,
    zh: ({ limit }) => `请求体超过 ${limit} 上限。请拆成几份，或让管理员调高上限。`,
    en: ({ limit }) => `The body is larger than ${limit}. Split it, or ask your administrator to raise the limit.`,
  }),
  MEDIA_TYPE_UNSUPPORTED: entry<{ type: string }>({
    status: 415,
    exit: 2,
    zh: ({ type }) => `不支持的内容类型「${type}」。请用 application/json；上传文件用 POST /api/uploads。`,
    en: ({ type }) => `The content type ${type} is not supported. Send application/json; files go to POST /api/uploads.`,
  }),
  RATE_LIMITED: entry<{ seconds: number }>({
    status: 429,
    exit: 7,
    zh: ({ seconds }) => `请求太频繁，请 ${seconds} 秒后再试。`,
    en: ({ seconds }) => `Too many requests. Try again in ${seconds} ${seconds === 1 ? "second" : "seconds"}.`,
  }),
  ORIGIN_REFUSED: entry<{ origin: string }>({
    status: 403,
    exit: 4,
    zh: ({ origin }) => `已拒绝来自其他网站（${origin}）的请求。程序请使用 API 密钥，不要使用登录 Cookie。`,
    en: ({ origin }) => `A request from another site (${origin}) was refused. Programs use an API key, not a person's session cookie.`,
  }),
  CURSOR_INVALID: entry<Record<string, never>>({
    status: 400,
    exit: 2,
    zh: () => "翻页参数 cursor 无效。请原样使用上一页返回的 next，或从第一页重新开始。",
    en: () => "The cursor is not valid. Pass the `next` value of the previous page unchanged, or start again at the first page.",
  }),
  NOT_READY: entry<{ operation: string }>({
    status: 501,
    exit: 1,
    zh: ({ operation }) => `接口 ${operation} 还没有实现。`,
    en: ({ operation }) => `The operation ${operation} is not implemented yet.`,
  }),
  STORES_CLOSED: entry<Record<string, never>>({
    status: 503,
    exit: 6,
    zh: () => "Tagwise 正在停止，请稍后重试。",
    en: () => "Tagwise is shutting down. Try again in a moment.",
  }),
  JOB_CANCELLED: entry<Record<string, never>>({
    status: 409,
    exit: 1,
    zh: () => "已取消，数据没有变化。",
    en: () => "Cancelled. No data was changed.",
  }),
  JOB_STARTER_GONE: entry<{ name: string }>({
    status: 403,
    exit: 4,
    zh: ({ name }) => `启动这个任务的「${name}」已停用或密钥已吊销，任务没有执行。请由其他人重新运行。`,
    en: ({ name }) =>
      `${name}, who started this job, was disabled, or the key was revoked, so it did not run. Somebody else may start it again.`,
  }),
  JOB_ENDED: entry<{ job: string }>({
    status: 409,
    exit: 6,
    zh: ({ job }) => `任务 ${job} 已经结束，不能再取消。`,
    en: ({ job }) => `The job ${job} has already ended and cannot be cancelled.`,
  }),
  JOB_UNSTOPPABLE: entry<{ job: string; reason: Text }>({
    status: 409,
    exit: 6,
    zh: ({ job, reason }) => `任务 ${job} 不能取消：${reason.zh}。请等它结束。`,
    en: ({ job, reason }) => `The job ${job} cannot be cancelled: ${reason.en}. Wait until it ends.`,
  }),
  JOB_ABANDONED: entry<{ reason: "crash" | "stop" }>({
    status: 500,
    exit: 1,
    zh: ({ reason }) =>
      reason === "crash"
        ? "任务没有完成：执行它的 Tagwise 进程意外中断。请重新运行。"
        : "任务没有完成：Tagwise 在它运行时被停止。请重新运行。",
    en: ({ reason }) =>
      reason === "crash"
        ? "The job did not finish: the Tagwise process that ran it ended unexpectedly. Run it again."
        : "The job did not finish: Tagwise was stopped while it ran. Run it again.",
  }),
  UPLOAD_BROKEN: entry<{ name: string }>({
    status: 400,
    exit: 1,
    zh: ({ name }) => `文件「${name}」没有传完，连接中断。没有保留任何内容，请重新上传。`,
    en: ({ name }) => `The upload of ${name} was interrupted and nothing was kept. Upload it again.`,
  }),
  CONFIG_INVALID: entry<{ issues: readonly Issue[] }>({
    status: 500,
    exit: 2,
    zh: ({ issues }) => `配置有误：${issues.map((issue) => `${issue.path} ${issue.zh}`).join("；")}。请改正后重新启动。`,
    en: ({ issues }) =>
      `The configuration is wrong: ${issues.map((issue) => `${issue.path} ${issue.en}`).join("; ")}. Correct it and start again.`,
  }),
  PORT_TAKEN: entry<{ host: string; port: number }>({
    status: 500,
    exit: 6,
    zh: ({ host, port }) => `${host}:${port} 已被别的程序占用。请用 --port 换一个端口，或先停止占用它的程序。`,
    en: ({ host, port }) => `${host}:${port} is in use by another program. Choose another port with --port, or stop that program.`,
  }),
  ADDRESS_UNUSABLE: entry<{ host: string; port: number; reason: string }>({
    status: 500,
    exit: 2,
    zh: ({ host, port, reason }) => `不能在 ${host}:${port} 上提供服务：${reason}。请检查 --host 和 --port。`,
    en: ({ host, port, reason }) => `Cannot serve at ${host}:${port}: ${reason}. Check --host and --port.`,
  }),
};
