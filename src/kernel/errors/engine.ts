import { entry } from "./problem.ts";

/** Errors of the two stores. */
export const engine = {
  FACTS_MEMORY: entry<Record<string, never>>({
    status: 507,
    exit: 7,
    zh: () => "这次计算超过了内存上限，已停止，数据未受影响。请缩小条件的时间窗口，或调高 TAGWISE_MEMORY。",
    en: () =>
      "This computation exceeded its memory limit and was stopped. No data was changed. Shorten the time windows of the conditions, or raise TAGWISE_MEMORY.",
  }),
  FACTS_TIME: entry<Record<string, never>>({
    status: 504,
    exit: 7,
    zh: () => "这次计算超过了时间上限，已停止，数据未受影响。请缩小条件的时间窗口后重试。",
    en: () =>
      "This computation exceeded its time limit and was stopped. No data was changed. Shorten the time windows of the conditions and try again.",
  }),
  FACTS_CANCELLED: entry<Record<string, never>>({
    status: 499,
    exit: 1,
    zh: () => "计算已取消，数据未受影响。",
    en: () => "The computation was cancelled. No data was changed.",
  }),
  FACTS_SILENT: entry<{ seconds: number }>({
    status: 503,
    exit: 7,
    zh: ({ seconds }) =>
      `数据库 ${seconds} 秒内没有响应，本次请求已放弃。请稍后重试；如果一直如此，请检查或重启 ClickHouse（单机版请重启 Tagwise）。`,
    en: ({ seconds }) =>
      `The fact store did not answer within ${seconds} seconds, so this request was abandoned. Try again later. If it happens again, check or restart ClickHouse (on a single machine, restart Tagwise).`,
  }),
  FACTS_STUCK: entry<Record<string, never>>({
    status: 503,
    exit: 7,
    zh: () => "本机的事实库卡住了：已放弃的语句仍未结束，新的语句也无法执行。Tagwise 会自行退出；已确认的数据不受影响，重新启动即可恢复。",
    en: () =>
      "The fact store on this machine is stuck: statements that were abandoned have not ended, and new ones cannot run. Tagwise ends itself. Start it again: nothing that was acknowledged is lost.",
  }),
  FACTS_UNREACHABLE: entry<{ reason: string }>({
    status: 503,
    exit: 7,
    zh: ({ reason }) => `连不上 ClickHouse（${reason}）。请管理员检查 CLICKHOUSE_URL 和服务器。`,
    en: ({ reason }) => `ClickHouse cannot be reached (${reason}). An administrator should check CLICKHOUSE_URL and the server.`,
  }),
  FACTS_DAMAGED: entry<{ number: string }>({
    status: 500,
    exit: 7,
    zh: ({ number }) =>
      `事实库的文件已损坏或缺失（代码 ${number || "未知"}）。请停止 Tagwise，用同一时刻的备份整体恢复数据目录（records、facts 和 secret.key 一起恢复）；用服务器时，同时恢复 PostgreSQL 和 ClickHouse。详情在服务日志里。`,
    en: ({ number }) =>
      `Files of the fact store are damaged or missing (code ${number || "unknown"}). Stop Tagwise and restore the whole data directory from a backup of one moment (records, facts and secret.key together); with servers, PostgreSQL and ClickHouse together. The server's log has the details.`,
  }),
  FACTS_FAILED: entry<{ number: string }>({
    status: 500,
    exit: 1,
    zh: ({ number }) => `事实库执行失败（代码 ${number || "未知"}）。详情在服务日志里，请联系管理员。`,
    en: ({ number }) => `The fact store failed (code ${number || "unknown"}). The server's log has the details. Ask your administrator.`,
  }),
  DISK_FULL: entry<Record<string, never>>({
    status: 507,
    exit: 7,
    zh: () => "磁盘已满，操作已撤销，原有数据没有变化。请清理磁盘空间后重试。",
    en: () => "The disk is full. The operation was undone and no data was changed. Free some space and try again.",
  }),
  FACTS_NEWER: entry<{ found: number; known: number }>({
    status: 500,
    exit: 6,
    zh: ({ found, known }) => `数据由更新版本的知签写入（结构 ${found}，本版本只支持到 ${known}）。请升级程序，不要用旧版本打开。`,
    en: ({ found, known }) =>
      `The data was written by a newer Tagwise (structure ${found}; this version supports up to ${known}). Upgrade Tagwise; do not open the data with an older version.`,
  }),
  LEASE_ELSEWHERE: entry<Record<string, never>>({
    status: 503,
    exit: 7,
    zh: () => "标签人数由另一个进程负责更新，本进程没有做任何改动。请稍后重试。",
    en: () => "Another process holds the writer lease, so this process changed nothing. Try again in a moment.",
  }),
  LEASE_LOST: entry<Record<string, never>>({
    status: 503,
    exit: 7,
    zh: () => "更新标签人数的工作刚刚转到另一个进程，这次操作没有完成。请重试。",
    en: () => "Another process has just taken the writer lease, so this operation was not finished. Try again.",
  }),
  BATCH_WITHDRAWN: entry<Record<string, never>>({
    status: 503,
    exit: 7,
    zh: () => "本进程长时间没有响应，被判定为已退出，这批消息没有保存。请原样重发。",
    en: () =>
      "This process did not report for so long that another process took it for dead and removed these messages. Send them again unchanged.",
  }),
  FILE_UNREADABLE: entry<{ file: string; reason: string }>({
    status: 422,
    exit: 3,
    zh: ({ file, reason }) => `无法读取文件 ${file}：${reason}。请检查文件是否完整、格式是否与后缀一致。没有导入任何数据。`,
    en: ({ file, reason }) =>
      `The file ${file} cannot be read: ${reason}. Check that the file is complete and that its extension matches its format. Nothing was imported.`,
  }),
};
