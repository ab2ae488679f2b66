import { entry } from "./problem.ts";

/** Errors of messages that programs send. */
export const stream = {
  BATCH_UNDECIDED: entry<Record<string, never>>({
    status: 503,
    exit: 7,
    zh: () => "同样编号的数据正在由另一次导入写入或撤销，本次没有收下。请稍后原样重发，不会重复。",
    en: () =>
      "Data with the same ids is just being imported or undone; nothing of this request was taken. Send it again as it is in a moment: nothing is counted twice.",
  }),
  STREAM_FULL: entry<{ seconds: number }>({
    status: 429,
    exit: 7,
    zh: ({ seconds }) => `等待写入的消息太多，本次请求没有收下。请 ${seconds} 秒后原样重发，不会重复。`,
    en: ({ seconds }) =>
      `Too many messages wait to be written; none of this request was taken. Send it again as it is in ${seconds} ${seconds === 1 ? "second" : "seconds"}: nothing is counted twice.`,
  }),
};
