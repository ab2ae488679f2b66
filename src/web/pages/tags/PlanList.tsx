import type { TagPlan } from "../../../contract/index.ts";
import { Moves } from "../../components/Moves.tsx";
import { Num } from "../../components/Num.tsx";
import { useTexts } from "../../i18n/index.ts";

/** The effect of applying, per tag: how many enter and leave, and the new count. */
export function PlanList({ plan }: { plan: TagPlan }) {
  const { t, pick } = useTexts();
  const changed = plan.entries.filter(({ change }) => change !== "unchanged");
  const same = plan.entries.length - changed.length;
  return (
    <section aria-label={t("define.plan")}>
      <ul className="tw-plan">
        {changed.map(({ code, name, change, differences, sentence, members, warnings }) => (
          <li key={code}>
            <div className="tw-plan-line">
              <span className="tw-cut">
                <span className="tw-plan-change">{t(`planChange.${change}`)}</span> <strong>{pick(name)}</strong>
              </span>
              <Moves entered={members.enter} left={members.leave} />
              <span>
                → <Num value={members.after} />
              </span>
            </div>
            {sentence && <p>{pick(sentence)}</p>}
            {differences.map((difference) => (
              <p key={difference.en}>{pick(difference)}</p>
            ))}
            {warnings.map((warning) => (
              <p key={warning.en} className="tw-plan-warning">
                {pick(warning)}
              </p>
            ))}
          </li>
        ))}
      </ul>
      {same > 0 && <p className="tw-quiet">{t("define.same", { count: same })}</p>}
    </section>
  );
}
