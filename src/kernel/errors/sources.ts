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
    en: ({ name }) => `There is a data source named ${name} already. Choose another name.`,
  }),
  SOURCE_BUSY: entry<{ source: string }>({
    status: 409,
    exit: 6,
    zh: ({ source }) => `数据源「${source}」正在读取，请等它结束。`,
    en: ({ source }) => `The data source ${source} is being read. Wait until it has ended.`,
  }),
  SOURCE_QUERY: entry<{ reason: string; wanted: Text }>({
    status: 422,
    exit: 3,
    zh: ({ wanted }) => `这个数据源不能这样读取：${wanted.zh}。`,
    en: ({ wanted }) => `The data source cannot be read like this: ${wanted.en}.`,
  }),
  SOURCE_FAILED: entry<{ where: string; reason: string }>({
    status: 502,
    exit: 7,
    zh: ({ where, reason }) => `${where} 拒绝了读取：${reason}。请检查账号、权限和查询。`,
    en: ({ where, reason }) => `${where} refused to be read: ${reason}. Check the account, its permissions and the query.`,
  }),
  SOURCE_TOO_LARGE: entry<{ limit: string }>({
    status: 413,
    exit: 7,
    zh: ({ limit }) => `一次读取超过了 ${limit}。请在查询里缩小范围，或设置增长列分次读取。`,
    en: ({ limit }) => `One run brought more than ${limit}. Narrow the query, or read in steps by a growing column.`,
  }),
  SOURCE_MARK_MISSING: entry<{ column: string }>({
    status: 422,
    exit: 3,
    zh: ({ column }) => `增长列「${column}」里有空值，无法记住读到哪里。请在查询里排除空值。`,
    en: ({ column }) => `The growing column ${column} has empty values, so the place reached cannot be kept. Leave them out in the query.`,
  }),
  FOLDER_REFUSED: entry<{ path: string; setting: string }>({
    status: 422,
    exit: 4,
    zh: ({ path, setting }) => `不允许读取文件夹「${path}」。请管理员在启动设置 ${setting} 里列出它或它的上级。`,
    en: ({ path, setting }) => `The folder ${path} may not be read. The operator lists it, or one above it, in the setting ${setting}.`,
  }),
};
