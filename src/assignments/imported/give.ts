import { audit } from "../../access/index.ts";
import { readCatalogue } from "../../catalogue/index.ts";
import { literal, type Ctx } from "../../engine/index.ts";
import { type Giving, noteTagging } from "../../imports/index.ts";
import { affectedBy, loadTags, noteEvaluated, publishTags, readDocument, rulesOf, type TagRecord, type TagSet } from "../../tags/index.ts";
import { asEvaluation, commitMembers, evaluatedUntil, exclusively, withMembersStage } from "../../membership/index.ts";
import { evaluateEverythingNow } from "../../updates/index.ts";
import { membersSql, WORDY } from "./stage.ts";
import { overrideImported } from "./override.ts";

/**
 * Gives an import's tags to its customers: static ones become members; where a rule decides and says otherwise, the file is a
 * person's word against it, and overrides. What is about to be done is written down first. @throws TAGS_OVERRIDES_MANY, TAG_QUOTA
 */
export async function giveImported(ctx: Ctx, giving: Giving): Promise<{ tagged: number }> {
  return exclusively(ctx, async () => {
    const { tagged, set, concerned } = await asEvaluation(ctx, "import", ctx.clock(), (evaluation) => give(ctx, giving, evaluation));
    // Rules that name these tags are held against them at once, as soon as there are members to keep.
    const depends = affectedBy(rulesOf(set, set.tags.keys()), new Set(concerned.map(({ code }) => code)));
    const others = [...depends].some((code) => !concerned.some((tag) => tag.code === code));
    if (tagged > 0 && others && (await evaluatedUntil(ctx)) !== null) await evaluateEverythingNow(ctx, {});
    return { tagged };
  });
}

interface Given {
  readonly tagged: number;
  readonly set: TagSet;
  readonly concerned: readonly TagRecord[];
}

async function give(ctx: Ctx, { batch, file, table, words }: Giving, evaluation: number): Promise<Given> {
  const tagging = { evaluation, created: words.create.map(({ code }) => code) };
  await noteTagging(ctx.records, batch, tagging);
  await makeTags(ctx, words.create);
  const set = await loadTags({ ctx });
  const places = [...words.places].flatMap(([word, { tag, value }]) => {
    const found = set.tags.get(tag);
    return found ? [{ word, tag: found, value }] : [];
  });
  const decided = places.filter(({ tag }) => tag.kind !== "static");
  await overrideImported(ctx, { batch, file, table }, decided);
  const concerned = [...new Set(places.map(({ tag }) => tag))];
  return withMembersStage(ctx, async (stage) => {
    await ctx.facts.run(`INSERT INTO ${stage} ${givenSql(table, places)} UNION ALL ${membersSql(concerned)}`, WORDY);
    const cause = { evaluation, at: ctx.clock(), cause: "import", actor: ctx.actor.name } as const;
    const delta = await commitMembers(ctx, stage, concerned, cause);
    const tagged = delta.reduce((sum, { enter }) => sum + enter, 0);
    const ids = concerned.flatMap(({ id, kind }) => (kind === "static" ? [id] : []));
    await ctx.records.transaction().execute(async (tx) => {
      await noteEvaluated(tx, ids, ctx.clock());
      await audit(tx, ctx, "tag.import", { import: batch, tags: concerned.map(({ code }) => code), tagged, created: tagging.created });
    });
    return { tagged, set, concerned };
  });
}

async function makeTags(ctx: Ctx, wanted: Giving["words"]["create"]): Promise<void> {
  if (wanted.length === 0) return;
  const document = { tags: wanted.map(({ code, name }) => ({ code, name: { zh: name, en: name }, kind: "static" })) };
  const { definitions } = readDocument(document, await loadTags({ ctx }), await readCatalogue({ ctx }), ctx.workspace.timezone, false);
  await publishTags({ ctx, input: { definitions, prune: false } });
}

/** Bitmaps of what the file gives: the static tags. */
function givenSql(table: string, places: readonly { readonly word: string; readonly tag: TagRecord }[]): string {
  const given = places.filter(({ tag }) => tag.kind === "static");
  if (given.length === 0) return "SELECT toUInt32(0), '', groupBitmapState(toUInt32(0)) WHERE false GROUP BY tuple()";
  const words = literal.texts(given.map(({ word }) => word));
  const ids = `[${given.map(({ tag }) => literal.integer(tag.id)).join(", ")}]`;
  return `SELECT tag, '', groupBitmapState(customer) FROM (
      SELECT toUInt32(transform(word, ${words}, ${ids}, 0)) AS tag, customer FROM ${table}
    ) WHERE tag != 0 GROUP BY tag`;
}
