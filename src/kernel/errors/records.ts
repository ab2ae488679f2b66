import { entry } from "./problem.ts";

/** Errors of the records and of the data directory. */
export const records = {
  DATA_IN_USE: entry<{ dataDir: string; pid: number; host: string; since: string; address: string | null }>({
    status: 409,
    exit: 6,
    zh: ({ dataDir, pid, host, since, address }) =>
      address
        ? `数据目录 ${dataDir} 正由运行中的 Tagwise 服务使用（进程 ${pid}，主机 ${host}，自 ${since}）。请在命令后加 --url ${address} --key <密钥> 连接它（还没有密钥时：tagwise key create <名称> --url ${address} --login <账号>），或先停止该服务。`
        : `数据目录 ${dataDir} 正由另一个 Tagwise 命令使用（进程 ${pid}，主机 ${host}，自 ${since}）。请等它结束后重试。`,
    en: ({ dataDir, pid, host, since, address }) =>
      address
        ? `The data directory ${dataDir} is in use by a running Tagwise server (process ${pid} on ${host}, since ${since}). Add --url ${address} --key <key> to the command to use that server (without a key yet: tagwise key create <name> --url ${address} --login <login>), or stop the server first.`
        : `The data directory ${dataDir} is in use by another Tagwise command (process ${pid} on ${host}, since ${since}). Wait until it ends and try again.`,
  }),
  DATA_DIR_UNUSABLE: entry<{ dataDir: string; reason: string }>({
    status: 500,
    exit: 7,
    zh: ({ dataDir, reason }) => `数据目录 ${dataDir} 不能使用：${reason}。请检查路径和读写权限，或用 --data 指定别的目录。`,
    en: ({ dataDir, reason }) =>
      `The data directory ${dataDir} cannot be used: ${reason}. Check the path and its permissions, or choose another directory with --data.`,
  }),
  DATA_DIR_OPEN: entry<{ dataDir: string; mode: string }>({
    status: 500,
    exit: 7,
    zh: ({ dataDir, mode }) =>
      `数据目录 ${dataDir} 的权限是 ${mode}，其他账号也能进入，而当前账号无权修改。请让目录归运行 Tagwise 的账号所有（chown）并执行 chmod 700，或用 --data 指定别的目录。`,
    en: ({ dataDir, mode }) =>
      `The data directory ${dataDir} has mode ${mode}: other accounts can enter it, and this account may not change that. Make the account that runs Tagwise its owner (chown) and run chmod 700, or choose another directory with --data.`,
  }),
  DATA_DIR_NOT_SHARED: entry<{ dataDir: string; file: string }>({
    status: 500,
    exit: 6,
    zh: ({ dataDir, file }) =>
      `数据目录 ${dataDir} 不是其他 Tagwise 进程正在用的那一个：它们写下的标记文件 ${file} 在这里看不到，或内容不同。没有启动。上传的文件和导出的文件放在数据目录里，连接同一套数据库的所有进程必须用同一个目录：请把共享目录（例如 NFS）挂载到这台机器，再用 TAGWISE_DATA 或 --data 指向它。如果其他进程已经停止，请 10 秒后再启动。`,
    en: ({ dataDir, file }) =>
      `The data directory ${dataDir} is not the one that the other Tagwise processes use: the file ${file} that marks theirs is missing here, or says something else. Nothing was started. Uploads and exports stand in the data directory, so all processes on the same databases must use the same one: mount the shared directory (NFS, for example) on this machine and give it with TAGWISE_DATA or --data. If the other processes have stopped, start again in 10 seconds.`,
  }),
  DATA_DIR_OF_OTHERS: entry<{ dataDir: string; file: string; found: string; wanted: string }>({
    status: 500,
    exit: 6,
    zh: ({ dataDir, file, found, wanted }) =>
      `数据目录 ${dataDir} 属于另一套数据库：标记文件 ${file} 里的编号是 ${found}，现在连接的数据库的编号是 ${wanted}。没有启动。请检查 DATABASE_URL、CLICKHOUSE_URL、TAGWISE_DATA 和 --data；恢复过备份的，请把同一时刻备份的数据目录和数据库一起恢复。`,
    en: ({ dataDir, file, found, wanted }) =>
      `The data directory ${dataDir} belongs to other databases: the id in its file ${file} is ${found}, that of the databases is ${wanted}. Nothing was started. Check DATABASE_URL, CLICKHOUSE_URL, TAGWISE_DATA and --data; after restoring a backup, restore the data directory and the databases of one moment together.`,
  }),
  STORES_MISMATCH: entry<{ records: string | null; facts: string | null }>({
    status: 500,
    exit: 6,
    zh: ({ records, facts }) =>
      `记录库和事实库不是同一套：记录库的编号是 ${records ?? "（没有）"}，事实库的编号是 ${facts ?? "（没有）"}。没有打开，也没有写入。请检查 DATABASE_URL、CLICKHOUSE_URL 和 --data；如果刚恢复过备份，请把同一时刻备份的记录库和事实库一起恢复。`,
    en: ({ records, facts }) =>
      `The two stores do not belong together: the records have the id ${records ?? "(none)"}, the facts have ${facts ?? "(none)"}. Nothing was opened or written. Check DATABASE_URL, CLICKHOUSE_URL and --data; after restoring a backup, restore records and facts from the same moment together.`,
  }),
  RECORDS_UNREACHABLE: entry<{ where: string; reason: string }>({
    status: 503,
    exit: 7,
    zh: ({ where, reason }) => `连不上 PostgreSQL（${where}：${reason}）。请检查 DATABASE_URL 和数据库服务。`,
    en: ({ where, reason }) => `PostgreSQL cannot be reached (${where}: ${reason}). Check DATABASE_URL and the server.`,
  }),
  RECORDS_TIME: entry<Record<string, never>>({
    status: 504,
    exit: 7,
    zh: () => "记录库的操作超过了时间上限，已停止，没有写入。请稍后重试；如果一直如此，请检查 PostgreSQL 是否繁忙或被锁住。",
    en: () =>
      "An operation on the records exceeded its time limit and was stopped. Nothing was written. Try again later. If it happens again, check whether PostgreSQL is busy or locked.",
  }),
  RECORDS_DAMAGED: entry<{ dataDir: string; reason: string }>({
    status: 500,
    exit: 7,
    zh: ({ dataDir, reason }) =>
      `${dataDir} 里的记录库打不开：${reason}。请停止 Tagwise，用同一时刻的备份整体恢复数据目录（records、facts 和 secret.key 一起恢复）；不要手工改动目录里的文件。`,
    en: ({ dataDir, reason }) =>
      `The records in ${dataDir} cannot be opened: ${reason}. Stop Tagwise and restore the whole data directory from a backup of one moment (records, facts and secret.key together); do not change the files by hand.`,
  }),
  RECORDS_NEWER: entry<{ found: string }>({
    status: 500,
    exit: 6,
    zh: ({ found }) => `记录库由更新版本的知签写入（本版本不支持结构 ${found}）。请升级程序，不要用旧版本打开。`,
    en: ({ found }) =>
      `The records were written by a newer Tagwise (this version does not support the structure ${found}). Upgrade Tagwise; do not open the records with an older version.`,
  }),
  MIGRATION_FAILED: entry<{ migration: string; reason: string }>({
    status: 500,
    exit: 1,
    zh: ({ migration, reason }) => `记录库升级到 ${migration} 时失败：${reason}。原有结构和数据未变。`,
    en: ({ migration, reason }) => `Upgrading the records to ${migration} failed: ${reason}. Structure and data were not changed.`,
  }),
};
