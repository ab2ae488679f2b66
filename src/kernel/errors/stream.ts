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
  MESSAGES_UNWRITTEN: entry<{ process: string }>({
    status: 503,
    exit: 7,
    zh: ({ process }) => `进程 ${process} 收到的消息一直没有写完，删除客户的任务稍后会自动再试。请看该进程的日志，必要时重启它。`,
    en: ({ process }) =>
      `Process ${process} has not finished writing messages that it received; the erasure is tried again by itself. See the log of that process, and restart it if it does not recover.`,
  }),
  STREAM_FULL: entry<{ seconds: number }>({
    status: 429,
    exit: 7,
    zh: ({ seconds }) => `等待写入的消息太多，本次请求没有保存。请 ${seconds} 秒后原样重发，不会重复计数。`,
    en: ({ seconds }) =>
      `Too many messages are waiting to be written, so nothing of this request was stored. Send it again unchanged in ${seconds} ${seconds === 1 ? "second" : "seconds"}: nothing is counted twice.`,
  }),
};
