import { Reading, type MappingInput } from "../../contract/index.ts";
import { problem } from "../../kernel/index.ts";
import { readYaml, type YamlFile } from "./yaml.ts";

/** The options of `import` that say what the columns mean; each stands for the mapping's key of that name. */
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

export interface GivenMapping {
  /** What the columns mean; undefined where nothing is said of it: then they speak for themselves. */
  readonly mapping: MappingInput | undefined;
  /** How the file is to be read, where `mapping` is undefined. */
  readonly reading: Reading;
  readonly file: YamlFile | undefined;
}

/** The mapping of a file and of flags; a flag goes before the file's line of the same name. The server checks it. @throws MAPPING_NEEDED */
export async function mappingOf(options: MappingOptions): Promise<GivenMapping> {
  const file = options.mapping === undefined ? undefined : await readYaml(options.mapping);
  const mapping: Record<string, unknown> = { ...file?.value };
  for (const key of SINGLE) if (options[key] !== undefined) mapping[key] = options[key];
  for (const [flag, key] of Object.entries(RECORDS)) {
    const given = options[flag as keyof typeof RECORDS];
    if (given) mapping[key] = { ...(mapping[key] as object | undefined), ...given };
  }
  if (options.tag) mapping["tags"] = options.tag;
  if (Object.keys(mapping).every((key) => key in Reading.shape)) return { mapping: undefined, reading: mapping as Reading, file };
  if (!file && mapping["identities"] === undefined) throw problem("MAPPING_NEEDED", {});
  return { mapping: mapping as MappingInput, reading: {}, file };
}
