import type { TagDetail } from "../../../contract/index.ts";
import { Bar } from "../../components/Bar.tsx";
import { CountingNum } from "../../components/Num.tsx";
import { useFormat } from "../../format/useFormat.ts";
import { useTexts } from "../../i18n/index.ts";

/** The tiers in their order, with the number of members of each. */
export function Tiers({ tag }: { tag: TagDetail }) {
  const { t, pick } = useTexts();
  const { percent } = useFormat();
  const most = Math.max(1, ...tag.values.map(({ members }) => members ?? 0));
  const all = tag.values.reduce((sum, { members }) => sum + (members ?? 0), 0);
  return (
    <section className="tw-sheet">
      <div className="tw-sheet-head">
        <h2>
          {t("tag.tiers")}
          <small>{t("tag.tiersHelp")}</small>
        </h2>
      </div>
      <ol className="tw-sheet-body tw-tiers">
        {tag.values.map(({ value, members, sentence }) => (
          <li key={value}>
            <span className="tw-tier-name tw-cut">{value}</span>
            <Bar share={(members ?? 0) / most} color={`var(--tag-${tag.color}-dot)`} />
            <span className="tw-tier-share">{members === null || all === 0 ? "–" : percent(members / all)}</span>
            <span className="tw-tier-count">{members === null ? "–" : <CountingNum value={members} />}</span>
            <span className="tw-tier-sentence">{sentence ? pick(sentence) : t("tag.otherwise")}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
