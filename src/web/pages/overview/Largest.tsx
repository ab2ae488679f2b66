import { Link } from "@tanstack/react-router";
import type { TagSummary } from "../../../contract/index.ts";
import { Bar } from "../../components/Bar.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { TagChip } from "../../components/chip/TagChip.tsx";
import { CountingNum } from "../../components/Num.tsx";
import { useFormat } from "../../format/useFormat.ts";
import { useTexts } from "../../i18n/index.ts";

const SHOWN_TAGS = 8;

export function Largest({ tags }: { tags: readonly TagSummary[] | undefined }) {
  const { t } = useTexts();
  const { percent } = useFormat();
  return (
    <section className="tw-sheet">
      <div className="tw-sheet-head">
        <h2>{t("overview.largest")}</h2>
        <Link to="/tags" className="tw-link">
          {t("overview.allTags")}
        </Link>
      </div>
      <ul className="tw-sheet-body tw-lines">
        {tags?.slice(0, SHOWN_TAGS).map((tag) => (
          <li key={tag.code} className="tw-largest">
            <TagChip tag={tag} />
            <Bar share={tag.coverage ?? 0} color={`var(--tag-${tag.color}-dot)`} />
            <span className="tw-largest-share">{tag.coverage === null ? "–" : percent(tag.coverage)}</span>
            <span className="tw-largest-count">{tag.members === null ? "–" : <CountingNum value={tag.members} />}</span>
          </li>
        ))}
        {!tags &&
          Array.from({ length: SHOWN_TAGS }, (_, index) => (
            <li key={index} className="tw-largest">
              <Skeleton width={110} height={20} />
              <Skeleton height={6} />
              <Skeleton width={40} />
              <Skeleton width={48} />
            </li>
          ))}
        {tags?.length === 0 && <li className="tw-lines-none">{t("overview.noTags")}</li>}
      </ul>
    </section>
  );
}
