import type { Text } from "../lang.ts";
import { entry } from "./problem.ts";

/** Errors of data sources: databases, folders, buckets. */
export const sources = {
  SOURCE_NOT_FOUND: entry<{ source: string }>({
    status: 404,
    exit: 5,
    zh: ({ source }) => `没有名称或编号为「${source}」的数据源。`,
    en: ({ source }) => `No data source has the name or id ${source}.`,
  }),
  SOURCE_NAME_TAKEN: entry<{ name: string }>({
    status: 409,
    exit: 6,
    zh: ({ name }) => `已有名为「${name}」的数据源。请换一个名称。`,
    en: ({ name }) => `A data source named ${name} exists already. Choose another name.`,
  }),
  SOURCE_BUSY: entry<{ source: string }>({
    status: 409,
    exit: 6,
    zh: ({ source }) => `数据源「${source}」正在读取，请等它结束。`,
    en: ({ source }) => `The data source ${source} is being read. Wait until this ends.`,
  }),
  SOURCE_QUERY: entry<{ reason: string; wanted: Text }>({
    status: 422,
    exit: 3,
    zh: ({ wanted }) => `这个数据源不能这样读取：${wanted.zh}。`,
    en: ({ wanted }) => `The data source cannot be read this way: ${wanted.en}.`,
  }),
  SOURCE_FAILED: entry<{ where: string; reason: string }>({
    status: 502,
    exit: 7,
    zh: ({ where, reason }) => `${where} 拒绝了读取：${reason}。请检查账号、权限和查询。`,
    en: ({ where, reason }) => `${where} refused the read: ${reason}. Check the account, its permissions and the query.`,
  }),
  SOURCE_TOO_LARGE: entry<{ limit: string }>({
    status: 413,
    exit: 7,
    zh: ({ limit }) => `一次读取超过了 ${limit}。请在查询里缩小范围，或设置增量字段分次读取。`,
    en: ({ limit }) => `One run returned more than ${limit}. Narrow the query, or set an incremental column to read in steps.`,
  }),
  SOURCE_MARK_MISSING: entry<{ column: string }>({
    status: 422,
    exit: 3,
    zh: ({ column }) => `增量字段「${column}」里有空值，无法记录读取位置。请在查询里排除空值。`,
    en: ({ column }) =>
      `The incremental column ${column} has empty values, so the position reached cannot be stored. Exclude empty values in the query.`,
  }),
  FOLDER_REFUSED: entry<{ path: string; setting: string }>({
    status: 422,
    exit: 4,
    zh: ({ path, setting }) => `不允许读取文件夹「${path}」。请管理员在启动设置 ${setting} 里列出它或它的上级。`,
    en: ({ path, setting }) =>
      `The folder ${path} may not be read. To allow it, the operator lists it or a parent folder in the setting ${setting}.`,
  }),
};
