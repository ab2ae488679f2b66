import { Reading, type MappingInput } from "../../contract/index.ts";
import { problem } from "../../kernel/index.ts";
import { readYaml, type YamlFile } from "./yamlFile.ts";

/** The options of `import` for the columns. Each sets the key of the mapping with its name. */
export interface MappingOptions {
  readonly mapping?: string;
  readonly event?: string;
  readonly eventColumn?: string;
  readonly time?: string;
  readonly timeFormat?: string;
  readonly timezone?: string;
  readonly identity?: Record<string, string>;
  readonly attribute?: Record<string, string>;
  readonly property?: Record<string, string>;
  readonly type?: Record<string, string>;
  readonly unreadable?: Record<string, string>;
  readonly numberFormat?: string;
  readonly id?: string;
  readonly format?: string;
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly columns?: readonly string[];
  readonly skipRows?: number;
  readonly sheet?: string;
  readonly merged?: string;
  readonly tag?: readonly string[];
}

const SINGLE = [
  "event",
  "eventColumn",
  "time",
  "timeFormat",
  "timezone",
  "numberFormat",
  "id",
  "format",
  "encoding",
  "delimiter",
  "columns",
  "skipRows",
  "sheet",
  "merged",
] as const;
const RECORDS = {
  identity: "identities",
  attribute: "attributes",
  property: "properties",
  type: "types",
  unreadable: "unreadable",
} as const;

export interface ImportMapping {
  /** The meaning of the columns; undefined if no option gives it: then the columns are recognised. */
  readonly mapping: MappingInput | undefined;
  /** How to read the file if `mapping` is undefined. */
  readonly reading: Reading;
  readonly file: YamlFile | undefined;
}

/** The mapping from a file and flags. A flag overrides the same key of the file. The server validates it. @throws MAPPING_NEEDED */
export async function mappingOf(options: MappingOptions): Promise<ImportMapping> {
  const file = options.mapping === undefined ? undefined : await readYaml(options.mapping);
  const mapping: Record<string, unknown> = { ...file?.value };
  for (const key of SINGLE) if (options[key] !== undefined) mapping[key] = options[key];
  for (const [flag, key] of Object.entries(RECORDS)) {
    const value = options[flag as keyof typeof RECORDS];
    if (value) mapping[key] = { ...(mapping[key] as object | undefined), ...value };
  }
  if (options.tag) mapping["tags"] = options.tag;
  if (Object.keys(mapping).every((key) => key in Reading.shape)) return { mapping: undefined, reading: mapping as Reading, file };
  if (!file && mapping["identities"] === undefined) throw problem("MAPPING_NEEDED", {});
  return { mapping: mapping as MappingInput, reading: {}, file };
}
