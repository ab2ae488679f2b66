import { Link } from "@tanstack/react-router";
import type { TagPlan } from "../../../contract/index.ts";
import { Moves } from "../../components/Moves.tsx";
import { Num } from "../../components/Num.tsx";
import { useTexts } from "../../i18n/index.ts";

type Entry = TagPlan["entries"][number];

/** The effect of applying, per tag: how many enter and leave, and the new count. Tags whose members move though they stay as defined, too. */
export function PlanList({ plan }: { plan: TagPlan }) {
  const { t } = useTexts();
  const those = (...changes: Entry["change"][]) => plan.entries.filter(({ change }) => changes.includes(change));
  const [changed, affected, same] = [those("new", "changed", "removed"), those("affected"), those("unchanged").length];
  return (
    <section aria-label={t("define.plan")}>
      <ul className="tw-plan">
        {changed.map((entry) => (
          <PlanLine key={entry.code} entry={entry} />
        ))}
      </ul>
      {affected.length > 0 && (
        <>
          <h3 className="tw-plan-affected">{t("define.affected", { count: affected.length })}</h3>
          <ul className="tw-plan">
            {affected.map((entry) => (
              <PlanLine key={entry.code} entry={entry} />
            ))}
          </ul>
        </>
      )}
      {same > 0 && <p className="tw-quiet">{t("define.same", { count: same })}</p>}
    </section>
  );
}

function PlanLine({ entry: { code, name, change, differences, sentence, members, warnings } }: { entry: Entry }) {
  const { t, pick } = useTexts();
  const exists = change !== "new";
  return (
    <li>
      <div className="tw-plan-line">
        <span className="tw-cut">
          {change !== "affected" && <span className="tw-plan-change">{t(`planChange.${change}`)}</span>}{" "}
          {exists ? (
            <Link to="/tags/$tag" params={{ tag: code }} target="_blank" className="tw-link">
              <strong>{pick(name)}</strong>
            </Link>
          ) : (
            <strong>{pick(name)}</strong>
          )}
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
  );
}
