import { entry, type Issue } from "./problem.ts";

/** Errors of files and imports. Nothing has been imported when one of them is thrown. */
export const intake = {
  FILE_MISSING: entry<{ file: string }>({
    status: 404,
    exit: 5,
    zh: ({ file }) => `没有文件 ${file}。请检查路径；相对路径从当前目录算起。`,
    en: ({ file }) => `There is no file ${file}. Check the path; a relative path starts at the current directory.`,
  }),
  FILE_IS_DIRECTORY: entry<{ file: string }>({
    status: 422,
    exit: 3,
    zh: ({ file }) => `${file} 是目录，不是文件。请指定其中的一个文件。`,
    en: ({ file }) => `${file} is a directory, not a file. Choose a file in it.`,
  }),
  FILE_NOT_ALLOWED: entry<{ file: string }>({
    status: 403,
    exit: 4,
    zh: ({ file }) => `没有读取 ${file} 的权限。请修改文件权限，或换一个能读它的用户运行。`,
    en: ({ file }) => `You have no permission to read ${file}. Change the file's permissions, or run as a user who may read it.`,
  }),
  PATH_NOT_ALLOWED: entry<Record<string, never>>({
    status: 403,
    exit: 4,
    zh: () => "只有在服务器本机上才能按路径导入文件。请先上传文件，再用上传编号导入。",
    en: () => "Importing by path is allowed only on the server's own machine. Upload the file first, then import the upload.",
  }),
  IMPORT_SOURCE: entry<Record<string, never>>({
    status: 422,
    exit: 2,
    zh: () => "请在 upload（上传编号）和 path（路径）中给出一个，且只给一个。",
    en: () => "Give either upload (the id of an upload) or path, not both.",
  }),
  FILE_EMPTY: entry<{ file: string }>({
    status: 422,
    exit: 3,
    zh: ({ file }) => `文件 ${file} 里没有数据行。请检查导出是否成功，或 skipRows 是否过大。`,
    en: ({ file }) => `The file ${file} has no rows of data. Check that the export succeeded and that skipRows is not too large.`,
  }),
  FILE_TRUNCATED: entry<{ file: string; format: string }>({
    status: 422,
    exit: 3,
    zh: ({ file, format }) => `${format} 文件 ${file} 不完整或已损坏。请重新导出或重新传输后再试。没有导入任何数据。`,
    en: ({ file, format }) => `The ${format} file ${file} is cut off or damaged. Export or transfer it again. Nothing was imported.`,
  }),
  FORMAT_UNKNOWN: entry<{ file: string }>({
    status: 422,
    exit: 3,
    zh: ({ file }) => `无法识别 ${file} 的格式。请在字段映射里写明 format：parquet、csv、jsonl、xlsx 或 text。`,
    en: ({ file }) => `The format of ${file} was not recognised. Set format in the mapping: parquet, csv, jsonl, xlsx or text.`,
  }),
  ENCODING_UNKNOWN: entry<{ file: string; line: number }>({
    status: 422,
    exit: 3,
    zh: ({ file, line }) => `无法识别 ${file} 的编码（第 ${line} 行起不是 UTF-8）。请另存为 UTF-8 后再导入，或写明编码（encoding）。`,
    en: ({ file, line }) =>
      `The encoding of ${file} was not recognised (it is not UTF-8 from line ${line} on). Save it as UTF-8, or set encoding.`,
  }),
  ENCODING_BROKEN: entry<{ file: string; encoding: string; line: number; text: string; lines: number }>({
    status: 422,
    exit: 3,
    zh: ({ file, encoding, line, text, lines }) =>
      `${file} 按 ${encoding} 读取，但第 ${line} 行「${text}」里有不属于 ${encoding} 的字节${lines > 1 ? `（共 ${lines} 行）` : ""}。请改正这${lines > 1 ? "些行" : "一行"}，或用原来的软件另存为 UTF-8，再导入。没有导入任何数据。`,
    en: ({ file, encoding, line, text, lines }) =>
      `${file} is ${encoding}, but line ${line} (${text}) has bytes that are not${lines > 1 ? `, and so have ${lines - 1} more lines` : ""}. Correct ${lines > 1 ? "them" : "it"}, or save the file as UTF-8 where it comes from. Nothing was imported.`,
  }),
  FILE_CUT: entry<{ file: string; encoding: string; line: number }>({
    status: 422,
    exit: 3,
    zh: ({ file, encoding, line }) =>
      `${file}（${encoding}）在最后一行（第 ${line} 行）有一个字不完整，文件被截断了。请重新导出或重新传输。没有导入任何数据。`,
    en: ({ file, encoding, line }) =>
      `${file} (${encoding}) ends in the middle of a character in its last line (line ${line}), so the file is cut off. Export or transfer it again. Nothing was imported.`,
  }),
  COLUMNS_DUPLICATE: entry<{ file: string; columns: readonly string[] }>({
    status: 422,
    exit: 3,
    zh: ({ file, columns }) =>
      `${file} 有重名的列：${columns.join("、")}。请改名，或在字段映射的 columns 里给每列命名，并用 skipRows 跳过表头。`,
    en: ({ file, columns }) =>
      `${file} has columns with the same name: ${columns.join(", ")}. Rename them, or name every column in columns of the mapping and skip the header with skipRows.`,
  }),
  COLUMNS_MANY: entry<{ file: string; count: number; limit: number }>({
    status: 422,
    exit: 3,
    zh: ({ file, count, limit }) => `${file} 有 ${count} 列，最多 ${limit} 列。请检查分隔符是否正确。`,
    en: ({ file, count, limit }) => `${file} has ${count} columns; at most ${limit} are read. Check the delimiter.`,
  }),
  SHEET_UNKNOWN: entry<{ file: string; sheet: string; sheets: readonly string[] }>({
    status: 422,
    exit: 3,
    zh: ({ file, sheet, sheets }) => `${file} 里没有工作表「${sheet}」；有：${sheets.join("、")}。`,
    en: ({ file, sheet, sheets }) => `${file} has no sheet ${sheet}; it has ${sheets.join(", ")}.`,
  }),
  XLSX_ENCRYPTED: entry<{ file: string }>({
    status: 422,
    exit: 3,
    zh: ({ file }) => `Excel 文件 ${file} 设有密码。请在 Excel 里去掉密码另存后再导入。`,
    en: ({ file }) => `The Excel file ${file} is protected by a password. Save it without a password, then import it.`,
  }),
  XLSX_OLD: entry<{ file: string }>({
    status: 422,
    exit: 3,
    zh: ({ file }) => `${file} 是旧版 Excel 格式（.xls）。请在 Excel 里另存为 .xlsx 或 CSV 后再导入。`,
    en: ({ file }) => `${file} is in the old Excel format (.xls). Save it as .xlsx or CSV, then import it.`,
  }),
  XLSX_NOT_ZIP: entry<{ file: string }>({
    status: 422,
    exit: 3,
    zh: ({ file }) => `${file} 不是 Excel（.xlsx）文件。请检查后缀与内容是否一致。`,
    en: ({ file }) => `${file} is not an Excel (.xlsx) file. Check that its extension matches its content.`,
  }),
  XLSX_BOMB: entry<{ file: string; size: string; limit: string }>({
    status: 422,
    exit: 3,
    zh: ({ file, size, limit }) => `${file} 展开后达 ${size}，超过上限（${limit}），可能是恶意文件。请拆成小文件，或改用 CSV。`,
    en: ({ file, size, limit }) => `${file} unpacks to ${size}, over the limit (${limit}); it may be malicious. Split it, or use CSV.`,
  }),
  TIME_AMBIGUOUS: entry<{ column: string; sample: string; formats: readonly string[] }>({
    status: 422,
    exit: 3,
    zh: ({ column, sample, formats }) =>
      `「${column}」里的时间（如 ${sample}）有几种读法：${formats.join(" 或 ")}。请在字段映射里写明 timeFormat。`,
    en: ({ column, sample, formats }) =>
      `The times in ${column} (such as ${sample}) can be read in several ways: ${formats.join(" or ")}. Set timeFormat in the mapping.`,
  }),
  NUMBER_AMBIGUOUS: entry<{ column: string; path: string; sample: string }>({
    status: 422,
    exit: 3,
    zh: ({ column, sample }) =>
      `「${column}」里的数字（如 ${sample}）有两种读法：点可能是小数点，也可能是千分位。请在字段映射里写明 numberFormat：'1,234.56'（点是小数点）或 '1.234,56'（点是千分位）。`,
    en: ({ column, sample }) =>
      `The numbers in ${column} (such as ${sample}) can be read in two ways: the point may be a decimal point or a thousands separator. Set numberFormat in the mapping: '1,234.56' (decimal point) or '1.234,56' (thousands separator).`,
  }),
  TIME_FORMAT_UNKNOWN: entry<{ column: string; sample: string }>({
    status: 422,
    exit: 3,
    zh: ({ column, sample }) => `「${column}」里没有能识别的时间（如 ${sample}）。请检查列是否选对，或在字段映射里写明 timeFormat。`,
    en: ({ column, sample }) =>
      `None of the times of ${column} can be read (such as ${sample}). Check that it is the right column, or set timeFormat in the mapping.`,
  }),
  EVENTS_MANY: entry<{ column: string; count: number; limit: number }>({
    status: 422,
    exit: 3,
    zh: ({ column, count, limit }) => `「${column}」有 ${count} 种取值，行为名最多 ${limit} 种。这一列可能不是行为名。`,
    en: ({ column, count, limit }) =>
      `${column} has ${count} different values; a file may have at most ${limit} event names. This may not be the column of event names.`,
  }),
  IMPORT_INTERRUPTED: entry<Record<string, never>>({
    status: 500,
    exit: 1,
    zh: () => "导入中断，已自动撤销，原有数据没有变化。请重新导入。",
    en: () => "The import was interrupted and has been undone. No data was changed. Import the file again.",
  }),
  IMPORT_UNDONE: entry<{ import: string }>({
    status: 409,
    exit: 6,
    zh: ({ import: id }) => `导入 ${id} 已经完成，之后被撤销了，所以没有再导入一遍。仍要导入这个文件，请重新发起导入。`,
    en: ({ import: id }) =>
      `Import ${id} was complete and has been undone since, so its file was not imported a second time. To import the file after all, start a new import.`,
  }),
  IMPORT_NOT_DONE: entry<{ import: string; state: string }>({
    status: 409,
    exit: 6,
    zh: ({ import: id, state }) =>
      state === "undone" ? `导入 ${id} 已经撤销过了。` : `导入 ${id} 没有完成（${state}），没有可撤销的数据。`,
    en: ({ import: id, state }) =>
      state === "undone" ? `Import ${id} has already been undone.` : `Import ${id} did not finish (${state}), so there is nothing to undo.`,
  }),
  TAGS_MANY: entry<{ limit: number }>({
    status: 422,
    exit: 3,
    zh: ({ limit }) => `标签列里有超过 ${limit} 种不同的内容，很可能不是标签列。请检查字段映射里的 tags 选了哪一列。没有导入任何数据。`,
    en: ({ limit }) =>
      `The tag columns contain more than ${limit} different texts, so they are probably not tags. Check the columns under tags in the mapping. Nothing was imported.`,
  }),
  TAGS_UNKNOWN: entry<{ tags: readonly string[]; issues: readonly Issue[] }>({
    status: 422,
    exit: 3,
    zh: ({ tags }) =>
      `有 ${tags.length} 个标签不存在，没有导入任何数据。请改正文件，或同意新建它们（静态标签；命令行用 --create-tags）：${tags.slice(0, 10).join("、")}${tags.length > 10 ? " 等" : ""}。`,
    en: ({ tags }) =>
      `${tags.length} tags do not exist, and nothing was imported. Correct the file, or agree to create them (as static tags; --create-tags on the command line): ${tags.slice(0, 10).join(", ")}${tags.length > 10 ? ` and ${tags.length - 10} more` : ""}.`,
  }),
  TAGS_OVERRIDES_MANY: entry<{ count: number; limit: number }>({
    status: 422,
    exit: 3,
    zh: ({ count, limit }) =>
      `文件里有 ${count} 处与规则标签不一致，需要手动指定，一次最多 ${limit} 处。请修改规则，或改用静态标签。没有导入任何数据。`,
    en: ({ count, limit }) =>
      `The file would set ${count} overrides of rule tags; the limit is ${limit} per file. Change the rules instead, or use static tags. Nothing was imported.`,
  }),
  COLUMNS_UNRECOGNISED: entry<{ file: string; columns: readonly string[] }>({
    status: 422,
    exit: 2,
    zh: ({ file, columns }) =>
      `无法识别 ${file} 的哪一列是客户身份（手机号、邮箱、会员号、客户编号…）。它的列有：${columns.slice(0, 20).join("、")}。请设置字段映射，或改用模板的表头。`,
    en: ({ file, columns }) =>
      `No column of ${file} was recognised as a customer identity (phone, email, member number, customer id …). Its columns are: ${columns.slice(0, 20).join(", ")}. Give a mapping, or use the headings of a template.`,
  }),
};
