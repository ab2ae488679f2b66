import { entry } from "./problem.ts";

/** Errors of messages that programs send. */
export const stream = {
  BATCH_UNDECIDED: entry<Record<string, never>>({
    status: 503,
    exit: 7,
    zh: () => "同样编号的数据正在导入或撤销导入，本次请求没有保存。请稍后原样重发，不会重复计数。",
    en: () =>
      "Data with the same ids is being imported or undone, so nothing of this request was stored. Send it again unchanged in a moment: nothing is counted twice.",
  }),
  STREAM_FULL: entry<{ seconds: number }>({
    status: 429,
    exit: 7,
    zh: ({ seconds }) => `等待写入的消息太多，本次请求没有保存。请 ${seconds} 秒后原样重发，不会重复计数。`,
    en: ({ seconds }) =>
      `Too many messages are waiting to be written, so nothing of this request was stored. Send it again unchanged in ${seconds} ${seconds === 1 ? "second" : "seconds"}: nothing is counted twice.`,
  }),
};
