import { formatDecimal, parseSum, type Decimal } from "../kernel/index.ts";
import { borderSql, numberWords, type Predicate, type PlannedLeaf, type RankLeaf } from "../rules/index.ts";
import { amountsOf, fractionOf, type Observed } from "./observedValue.ts";
import type { Explaining } from "./ruleTree.ts";

/** A rank as text: the position, how many customers are ranked, the value, and the value that is just enough. */
export async function observeRank(
  rule: RankLeaf,
  leaf: PlannedLeaf,
  predicate: Extract<Predicate, { kind: "rank" }>,
  { ctx, builder, columns, scope }: Explaining,
): Promise<Observed> {
  const { source } = leaf;
  const measures = builder.measures.filter((measure) => JSON.stringify(measure.source) === JSON.stringify(source));
  const position = measures.find(({ id }) => id === predicate.rank)?.aggregate;
  if (position?.kind !== "rank") throw new Error("a rank without a position");
  const [row] = await ctx.facts.rows<{ border: string | null }>(
    borderSql({ source, measures, leaves: [leaf], metrics: [] }, predicate, position, scope),
    { lane: "heavy" },
  );
  const words = (value: Decimal) => numberWords(formatDecimal(value));
  const amount = amountsOf(rule.of.measure, scope.timezone);
  const border = row?.border == null ? undefined : amount(parseSum(row.border));
  const rank = columns(predicate.rank) as Decimal;
  const ranked = words((columns(predicate.ranked) as Decimal | undefined) ?? 0n);
  const limit = {
    zh: border === undefined ? "" : `，入围值 ${border.zh}`,
    en: border === undefined ? "" : `, ${border.en} is just enough`,
  };
  if (rank === 0n) return { words: { zh: `不参加排名${limit.zh}`, en: `not ranked${limit.en}` }, ratio: null };
  const found = fractionOf(position.value, columns);
  const value = amount(found?.cut ?? 0n, found?.more);
  return {
    words: {
      zh: `第 ${words(rank)} 名，共 ${ranked} 名，值 ${value.zh}${limit.zh}`,
      en: `position ${words(rank)} of ${ranked}, by ${value.en}${limit.en}`,
    },
    ratio: null,
  };
}
