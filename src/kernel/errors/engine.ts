import { entry } from "./problem.ts";

/** Errors of the two stores. */
export const engine = {
  FACTS_MEMORY: entry<Record<string, never>>({
    status: 507,
    exit: 7,
    zh: () => "这次计算超过了内存上限，已停止，数据未受影响。请缩小条件的时间窗口，或调高 TAGWISE_MEMORY。",
    en: () =>
      "This computation passed its memory limit and was stopped; no data was changed. Narrow the windows of the conditions, or raise TAGWISE_MEMORY.",
  }),
  FACTS_TIME: entry<Record<string, never>>({
    status: 504,
    exit: 7,
    zh: () => "这次计算超过了时间上限，已停止，数据未受影响。请缩小条件的时间窗口后重试。",
    en: () =>
      "This computation passed its time limit and was stopped; no data was changed. Narrow the windows of the conditions and try again.",
  }),
  FACTS_CANCELLED: entry<Record<string, never>>({
    status: 499,
    exit: 1,
    zh: () => "计算已取消，数据未受影响。",
    en: () => "The computation was cancelled; no data was changed.",
  }),
  FACTS_UNREACHABLE: entry<{ message: string }>({
    status: 503,
    exit: 7,
    zh: ({ message }) => `连不上 ClickHouse（${message}）。请检查 CLICKHOUSE_URL 和服务器。`,
    en: ({ message }) => `ClickHouse cannot be reached (${message}). Check CLICKHOUSE_URL and the server.`,
  }),
  FACTS_FAILED: entry<{ number: string }>({
    status: 500,
    exit: 1,
    zh: ({ number }) => `事实库执行失败（代码 ${number || "未知"}）。数据未受影响；详情在服务日志里，请联系管理员。`,
    en: ({ number }) =>
      `The fact store failed (code ${number || "unknown"}). No data was changed; the server's log has the details, ask your administrator.`,
  }),
  DISK_FULL: entry<Record<string, never>>({
    status: 507,
    exit: 7,
    zh: () => "磁盘已满，操作已撤回，原有数据完好。请腾出空间后重试。",
    en: () => "The disk is full. The operation was taken back and the data is as it was. Make room and try again.",
  }),
  FACTS_NEWER: entry<{ found: number; known: number }>({
    status: 500,
    exit: 6,
    zh: ({ found, known }) => `数据由更新版本的 Tagwise 写成（结构 ${found}，本版只认识到 ${known}）。请升级程序，不要用旧版打开。`,
    en: ({ found, known }) =>
      `The data was written by a newer Tagwise (structure ${found}; this one knows up to ${known}). Upgrade; do not open it with an older version.`,
  }),
  FILE_UNREADABLE: entry<{ file: string; reason: string }>({
    status: 422,
    exit: 3,
    zh: ({ file, reason }) => `读不出文件 ${file}：${reason}。请检查文件是否完整、格式是否与后缀一致。没有导入任何数据。`,
    en: ({ file, reason }) =>
      `The file ${file} cannot be read: ${reason}. Check that it is whole and of the format its name says. Nothing was imported.`,
  }),
};
