import { readCatalogue } from "../catalogue/index.ts";
import type { TagCheck } from "../contract/index.ts";
import type { Verb } from "../engine/index.ts";
import { requireSomewhere } from "../access/index.ts";
import { Problem, type Issue } from "../kernel/index.ts";
import { kindOfTag, isObject, Reading, readTagRule } from "../rules/index.ts";
import { findTag } from "./load.ts";
import { codeFor, codeOwners, readNewTag } from "./newTag.ts";
import { visibleTags } from "./visible/visibleTags.ts";
import { namingRemarks } from "./naming/namingRemarks.ts";

/**
 * What is wrong and what is doubtful about a tag while somebody writes it. Nothing is written. Without `tag` it is a new one, and gets a
 * proposed code.
 */
export async function checkTag({ ctx, input }: Verb<{ definition: Record<string, unknown>; tag?: string | undefined }>): Promise<TagCheck> {
  await requireSomewhere(ctx, "edit");
  const { definition } = input;
  const [set, catalogue] = [await visibleTags(ctx), await readCatalogue({ ctx })];
  const own = input.tag === undefined ? null : findTag(set, input.tag);
  const issues = own ? [] : await issuesOf(() => readNewTag(ctx, definition));
  const name = isObject(definition["name"]) ? definition["name"] : { zh: definition["name"] };
  const [zh, en] = [wordOf(name["zh"]) ?? wordOf(name["en"]), wordOf(name["en"]) ?? wordOf(name["zh"])];
  const kind = kindOfTag(definition);
  const reading = new Reading({ catalogue, tags: set.refs, segments: set.segments, timezone: ctx.workspace.timezone });
  const rule = kind === undefined ? null : (readTagRule({ ...definition, kind }, "", reading) ?? null);
  const sound = reading.issues.length === 0 ? rule : null;
  const tag = { code: own?.code ?? "", name: { zh: zh ?? "", en: en ?? "" }, rule: sound };
  return {
    code: own?.code ?? codeFor(definition["name"], set, await codeOwners(ctx.records)),
    issues,
    remarks: zh === undefined ? [] : namingRemarks(tag, [...set.tags.values()]),
  };
}

/** A blank name is not wrong while somebody still writes it, so it is left out. */
async function issuesOf(read: () => Promise<unknown>): Promise<Issue[]> {
  try {
    await read();
    return [];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { code, zh, en } = error;
    return code === "INPUT_INVALID"
      ? error.issues.filter((issue) => issue.code !== "TAG_NAME_MISSING")
      : [{ code, path: code === "TAG_QUOTA" ? "" : "code", zh, en }];
  }
}

function wordOf(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}
