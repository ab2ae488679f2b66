import { Readable } from "node:stream";
import { audit } from "../../access/index.ts";
import type { Verb } from "../../engine/index.ts";
import { readTagDictionary } from "../../insight/index.ts";
import { requirePermission, type Lang } from "../../kernel/index.ts";
import { listTagGroups } from "../../tags/index.ts";
import type { Exported } from "../exportCustomers.ts";
import { FORMATS, streamOut } from "../write.ts";
import { dictionaryOut } from "./dictionaryOut.ts";
import { markdownOf } from "./markdown.ts";

interface Input {
  readonly format: "md" | "xlsx";
  /** Default: the reader's language. */
  readonly lang?: Lang | undefined;
}

/** The dictionary of the tags that the actor may see, as a document in one language. */
export async function exportTagDictionary({ ctx, input }: Verb<Input>): Promise<Exported> {
  requirePermission(ctx, "data.export");
  const lang = input.lang ?? ctx.lang;
  const dictionary = await readTagDictionary({ ctx });
  const fileName = `${lang === "zh" ? "标签字典" : "tag-dictionary"}.${input.format}`;
  await ctx.records
    .transaction()
    .execute((tx) => audit(tx, ctx, "tag.export", { format: input.format, tags: dictionary.items.length, dictionary: true }));
  if (input.format === "xlsx") {
    const stream = await streamOut(ctx, dictionaryOut(dictionary, lang), { format: "xlsx", mark: false });
    return { stream, contentType: FORMATS.xlsx.contentType, fileName };
  }
  const { items: groups } = await listTagGroups({ ctx });
  const text = markdownOf(dictionary, groups, { lang, timezone: ctx.workspace.timezone });
  return { stream: Readable.from([text]), contentType: "text/markdown; charset=utf-8", fileName };
}
