import { Bar } from "../../components/Bar.tsx";
import { Num } from "../../components/Num.tsx";
import { useFormat } from "../../format/useFormat.ts";
import { useTexts } from "../../i18n/index.ts";
import { useRuleContext } from "./ruleContext.ts";

/** How many customers satisfy a node, taken alone: the exact number, or an estimate marked as such. */
export function Count({ path }: { path: string }) {
  const { t } = useTexts();
  const { exact: full } = useFormat();
  const { exact, estimate, stale } = useRuleContext();
  const exactNode = exact?.nodes.find((node) => node.path === path);
  const guessed = estimate?.nodes.find((node) => node.path === path)?.estimate;
  const customers = (estimate ?? exact)?.customers ?? 0;
  const count = guessed?.count ?? exactNode?.count;
  if (count === undefined) return <span className="tw-count" aria-hidden="true" />;
  const unsure = guessed !== undefined && guessed.low !== guessed.high;
  return (
    <span
      className={`tw-count${stale && !guessed ? " tw-count-stale" : ""}`}
      title={unsure ? t("rule.between", { low: full(guessed.low), high: full(guessed.high) }) : undefined}
    >
      <Bar share={customers === 0 ? 0 : count / customers} />
      <span className="tw-count-number">
        {unsure && <span aria-label={t("rule.about")}>≈</span>}
        <Num value={count} />
      </span>
    </span>
  );
}
