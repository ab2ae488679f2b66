import type { TagDetail } from "../../../contract/index.ts";
import { useFormat } from "../../format/useFormat.ts";
import { isInstant } from "../../format/time.ts";
import { useTexts } from "../../i18n/index.ts";

const MARKS = ["minimum", "median", "average", "maximum"] as const;

/** The distribution of a metric's values. */
export function Spread({ spread, unit }: { spread: NonNullable<TagDetail["spread"]>; unit: string | null }) {
  const { t } = useTexts();
  const { measure, day, exact } = useFormat();
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
              <dd title={value === null || isInstant(value) ? undefined : exact(value)}>
                {value === null ? "–" : isInstant(value) ? day(value) : measure(value, unit)}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
