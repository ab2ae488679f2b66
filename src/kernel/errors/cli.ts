import type { Text } from "../lang.ts";
import { entry } from "./problem.ts";

const hintZh = (suggestion: string | undefined) => (suggestion ? `是不是 ${suggestion}？` : "");
const hintEn = (suggestion: string | undefined) => (suggestion ? ` Did you mean ${suggestion}?` : "");

/** Errors of the command line: wrong use, files it reads itself, servers it cannot reach. */
export const cli = {
  COMMAND_UNKNOWN: entry<{ command: string; suggestion?: string | undefined }>({
    status: 400,
    exit: 2,
    zh: ({ command, suggestion }) => `没有命令「${command}」。${hintZh(suggestion)}运行 tagwise --help 查看全部命令。`,
    en: ({ command, suggestion }) => `There is no command "${command}".${hintEn(suggestion)} Run tagwise --help for all commands.`,
  }),
  OPTION_UNKNOWN: entry<{ option: string; command: string; suggestion?: string | undefined }>({
    status: 400,
    exit: 2,
    zh: ({ option, command, suggestion }) => `没有选项「${option}」。${hintZh(suggestion)}运行 ${command} --help 查看全部选项。`,
    en: ({ option, command, suggestion }) => `There is no option "${option}".${hintEn(suggestion)} Run ${command} --help for all options.`,
  }),
  OPTION_WITHOUT_VALUE: entry<{ option: string; command: string }>({
    status: 400,
    exit: 2,
    zh: ({ option, command }) => `选项 ${option} 需要一个值。见 ${command} --help。`,
    en: ({ option, command }) => `The option ${option} needs a value. See ${command} --help.`,
  }),
  OPTION_INVALID: entry<{ option: string; value: string; wanted: Text }>({
    status: 400,
    exit: 2,
    zh: ({ option, value, wanted }) => `选项 ${option} 的值「${value}」不对：应为${wanted.zh}。`,
    en: ({ option, value, wanted }) => `The option ${option} cannot be "${value}": it must be ${wanted.en}.`,
  }),
  OPTIONS_CONFLICT: entry<{ first: string; second: string }>({
    status: 400,
    exit: 2,
    zh: ({ first, second }) => `${first} 和 ${second} 不能同时使用，请只保留一个。`,
    en: ({ first, second }) => `${first} and ${second} cannot be used together. Keep one of them.`,
  }),
  ARGUMENT_MISSING: entry<{ argument: string; command: string }>({
    status: 400,
    exit: 2,
    zh: ({ argument, command }) => `缺少参数 ${argument}。见 ${command} --help。`,
    en: ({ argument, command }) => `The argument ${argument} is missing. See ${command} --help.`,
  }),
  ARGUMENTS_TOO_MANY: entry<{ argument: string; command: string }>({
    status: 400,
    exit: 2,
    zh: ({ argument, command }) => `多余的参数「${argument}」；含空格的内容请加引号。见 ${command} --help。`,
    en: ({ argument, command }) => `"${argument}" is an extra argument; put text with spaces in quotes. See ${command} --help.`,
  }),
  USAGE_WRONG: entry<{ detail: string; command: string }>({
    status: 400,
    exit: 2,
    zh: ({ detail, command }) => `用法不对：${detail}。见 ${command} --help。`,
    en: ({ detail, command }) => `Wrong use: ${detail}. See ${command} --help.`,
  }),
  MAPPING_NEEDED: entry<Record<string, never>>({
    status: 400,
    exit: 2,
    zh: () => "不知道哪一列是客户的身份。请用 --mapping 文件.yaml，或至少用 --identity 平台=列名（例如 --identity crm=CustomerID）。",
    en: () =>
      "It is not known which column identifies the customer. Give --mapping FILE.yaml, or at least --identity PLATFORM=COLUMN (such as --identity crm=CustomerID).",
  }),
  CONFIRMATION_NEEDED: entry<{ flag: string }>({
    status: 400,
    exit: 2,
    zh: ({ flag }) => `需要确认，但这里不能提问，没有做任何改动。确认上面的变化后，请加 ${flag} 再运行。`,
    en: ({ flag }) =>
      `Confirmation is needed, but there is no terminal to ask at. Nothing was changed. If the changes above are right, run it again with ${flag}.`,
  }),
  DATA_MISSING: entry<{ dir: string }>({
    status: 404,
    exit: 5,
    zh: ({ dir }) => `目录 ${dir} 里没有数据。请先用 tagwise import 导入文件，或用 tagwise demo 生成演示数据，或用 --data 指定另一个目录。`,
    en: ({ dir }) =>
      `There is no data in ${dir}. Import a file with tagwise import, create demo data with tagwise demo, or choose another directory with --data.`,
  }),
  PATH_MISSING: entry<{ path: string }>({
    status: 404,
    exit: 3,
    zh: ({ path }) => `没有文件 ${path}。请检查路径和当前目录。`,
    en: ({ path }) => `There is no file ${path}. Check the path and the current directory.`,
  }),
  PATH_UNREADABLE: entry<{ path: string; reason: string }>({
    status: 400,
    exit: 3,
    zh: ({ path, reason }) => `无法读取 ${path}（${reason}）。请检查它是否为文件、是否有读取权限。`,
    en: ({ path, reason }) => `${path} cannot be read (${reason}). Check that it is a file and that you may read it.`,
  }),
  OUTPUT_FAILED: entry<{ path: string; reason: string }>({
    status: 500,
    exit: 7,
    zh: ({ path, reason }) => `无法写入 ${path}（${reason}）。请检查目录是否存在、是否有写入权限、磁盘是否已满。`,
    en: ({ path, reason }) =>
      `${path} cannot be written (${reason}). Check that its directory exists, that you may write there, and that the disk is not full.`,
  }),
  YAML_INVALID: entry<{ file: string; line: number; column: number; reason: Text }>({
    status: 422,
    exit: 3,
    zh: ({ file, line, column, reason }) => `${file} 第 ${line} 行第 ${column} 列不是正确的 YAML：${reason.zh}。`,
    en: ({ file, line, column, reason }) => `${file}:${line}:${column} is not valid YAML: ${reason.en}.`,
  }),
  YAML_KEY_REPEATED: entry<{ file: string; line: number; column: number; key: string }>({
    status: 422,
    exit: 3,
    zh: ({ file, line, column, key }) => `${file} 第 ${line} 行第 ${column} 列：键「${key}」在同一层里写了两次。请只保留一个。`,
    en: ({ file, line, column, key }) => `${file}:${line}:${column}: the key "${key}" is written twice at one level. Keep one of them.`,
  }),
  YAML_TOO_LARGE: entry<{ file: string; limit: string }>({
    status: 422,
    exit: 3,
    zh: ({ file, limit }) => `${file} 展开后太大（上限 ${limit}）。请拆成几个文件，或减少别名（*name）的重复引用。`,
    en: ({ file, limit }) =>
      `${file} is too large once expanded (limit ${limit}). Split it into several files, or use fewer aliases (*name).`,
  }),
  YAML_NOT_A_MAP: entry<{ file: string }>({
    status: 422,
    exit: 3,
    zh: ({ file }) => `${file} 的最外层应为「键: 值」，例如以 tags: 开头。`,
    en: ({ file }) => `The top level of ${file} must be "key: value" pairs, for example starting with tags:.`,
  }),
  TAG_FILES_MISSING: entry<{ folder: string }>({
    status: 404,
    exit: 3,
    zh: ({ folder }) => `文件夹 ${folder} 里没有 .yaml 文件。请检查路径。`,
    en: ({ folder }) => `The folder ${folder} has no .yaml files. Check the path.`,
  }),
  CATALOGUE_FILE_INVALID: entry<{ file: string }>({
    status: 422,
    exit: 3,
    zh: ({ file }) => `${file} 不是导出的数据字典。请用 tagwise catalogue show --json > ${file} 重新导出。`,
    en: ({ file }) => `${file} is not an exported catalogue. Export it again: tagwise catalogue show --json > ${file}.`,
  }),
  TEXT_NOT_UTF8: entry<{ file: string; byte: number }>({
    status: 422,
    exit: 3,
    zh: ({ file, byte }) => `${file} 不是 UTF-8 编码（第 ${byte} 个字节起）。请在编辑器里另存为 UTF-8。`,
    en: ({ file, byte }) => `${file} is not UTF-8 text (from byte ${byte} on). Save it as UTF-8 in your editor.`,
  }),
  SERVER_ADDRESS_INVALID: entry<{ url: string }>({
    status: 400,
    exit: 2,
    zh: ({ url }) => `「${url}」不是服务器地址。地址形如 http://localhost:4600。`,
    en: ({ url }) => `"${url}" is not a server address. An address looks like http://localhost:4600.`,
  }),
  SERVER_UNREACHABLE: entry<{ url: string; reason: string }>({
    status: 503,
    exit: 7,
    zh: ({ url, reason }) => `连不上 ${url}（${reason}）。请检查地址、网络，以及服务是否已启动（tagwise serve）。`,
    en: ({ url, reason }) =>
      `${url} cannot be reached (${reason}). Check the address, the network, and that the server runs (tagwise serve).`,
  }),
  SERVER_NOT_UNDERSTOOD: entry<{ url: string; status: number }>({
    status: 502,
    exit: 1,
    zh: ({ url, status }) => `${url} 的回答（状态 ${status}）不像 Tagwise。请检查地址，以及中间的代理。`,
    en: ({ url, status }) =>
      `The response from ${url} (status ${status}) does not come from Tagwise. Check the address and the proxies in between.`,
  }),
  TAGS_FAILED: entry<{ tags: readonly string[] }>({
    status: 500,
    exit: 1,
    zh: ({ tags }) => `${tags.length} 个标签计算失败，仍保留上次的人数：${tags.join("、")}。原因见上。`,
    en: ({ tags }) =>
      `${tags.length} ${tags.length === 1 ? "tag" : "tags"} could not be evaluated and keep their last members: ${tags.join(", ")}. The reasons are above.`,
  }),
  CHECKS_FAILED: entry<{ failed: number }>({
    status: 500,
    exit: 1,
    zh: ({ failed }) => `${failed} 项检查没有通过，见上面标 ✗ 的行。`,
    en: ({ failed }) => `${failed} ${failed === 1 ? "check" : "checks"} failed: see the lines marked ✗ above.`,
  }),
  CLI_FAILED: entry<{ reason: string }>({
    status: 500,
    exit: 1,
    zh: ({ reason }) => `命令行自身出错：${reason}。设置 TAGWISE_DEBUG=1 再运行可看到详情，请附上它反馈给我们。`,
    en: ({ reason }) => `The command line itself failed: ${reason}. Run it again with TAGWISE_DEBUG=1 to see the details, and report them.`,
  }),
  INTERRUPTED: entry<Record<string, never>>({
    status: 499,
    exit: 130,
    zh: () => "已中断。",
    en: () => "Interrupted.",
  }),
};
