import { useMemo } from "react";
import type { TagDetail } from "../../../contract/index.ts";
import { Chart } from "../../charts/Chart.tsx";
import type { ChartData } from "../../charts/option.ts";
import { Ago } from "../../components/Ago.tsx";
import { Moves } from "../../components/Moves.tsx";
import { useFormat } from "../../format/useFormat.ts";
import { useTexts } from "../../i18n/index.ts";

type Change = TagDetail["changes"][number];

const LISTED = 5;
const FEW = 4;

/** Who came and who left. From a handful of changes on as bars around nought; below, the last ones in words. */
export function Changes({ changes, members }: { changes: readonly Change[]; members: number }) {
  const { t } = useTexts();
  const { day, clock } = useFormat();
  const drawn = useMemo(() => withoutFirst(changes, members).toReversed(), [changes, members]);
  const data = useMemo<ChartData>(
    () => ({
      kind: "bars",
      x: drawn.map(({ at }) => `${day(at)} ${clock(at)}`),
      series: [
        { name: t("tags.entered"), values: drawn.map(({ entered }) => entered), tone: "accent" },
        { name: t("tags.left"), values: drawn.map(({ left }) => -left), tone: "mute" },
      ],
    }),
    [drawn, day, clock, t],
  );
  return (
    <section className="tw-sheet">
      {drawn.length >= FEW ? (
        <Chart
          title={t("tag.changes")}
          label={t("tag.changesLabel", { count: drawn.length })}
          xName={t("tag.time")}
          data={data}
          height={168}
          place={shortPlace}
        />
      ) : (
        <div className="tw-sheet-head">
          <h2>{t("tag.changes")}</h2>
        </div>
      )}
      <ul className="tw-sheet-body tw-lines">
        {changes.slice(0, LISTED).map((change) => (
          <li key={change.at + change.cause} className="tw-tag-change">
            <span>
              <Ago at={change.at} />
            </span>
            <span className="tw-quiet">{t(`source.${change.cause as "rule"}`, { defaultValue: change.cause })}</span>
            <Moves entered={change.entered} left={change.left} />
          </li>
        ))}
        {changes.length === 0 && <li className="tw-lines-none">{t("tag.noChanges")}</li>}
      </ul>
    </section>
  );
}

/** The first evaluation puts everybody in at once; drawn beside it, nothing after it could be seen. */
function withoutFirst(changes: readonly Change[], members: number): readonly Change[] {
  const first = changes.at(-1);
  return first && changes.length > FEW && first.left === 0 && first.entered > members / 4 ? changes.slice(0, -1) : changes;
}

/** `2026-11-22 11:20` as `11-22`. */
function shortPlace(x: string): string {
  return x.slice(5, 10);
}
