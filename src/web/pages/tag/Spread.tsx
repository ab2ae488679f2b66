import type { TagDetail } from "../../../contract/index.ts";
import { useTexts } from "../../i18n/index.ts";
import { exactMetricText, metricText } from "../../valueTypes/index.ts";
import { useShow } from "../../valueTypes/useShow.ts";

const MARKS = ["minimum", "median", "average", "maximum"] as const;

/** The distribution of a metric's values. */
export function Spread({ spread, unit }: { spread: NonNullable<TagDetail["spread"]>; unit: string | null }) {
  const { t } = useTexts();
  const show = useShow();
  return (
    <section className="tw-sheet">
      <div className="tw-sheet-head">
        <h2>{t("tag.spread")}</h2>
      </div>
      <dl className="tw-spread">
        {MARKS.map((mark) => {
          const value = spread[mark];
          return (
            <div key={mark}>
              <dt>{t(`spread.${mark}`)}</dt>
              <dd title={value === null ? undefined : exactMetricText(value, show)}>
                {value === null ? "–" : metricText(value, unit, show)}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
