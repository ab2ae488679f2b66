import type { TagDetail } from "../../../contract/index.ts";
import { tagKind } from "../../../kernel/index.ts";
import { Skeleton } from "../../components/Skeleton.tsx";
import { PopulationWide } from "../../components/PopulationWide.tsx";
import { useTexts } from "../../i18n/index.ts";

/** The meaning of the tag: the rule as a sentence, and the owner's criteria (口径) and purpose. */
export function Definition({ tag }: { tag: TagDetail | undefined }) {
  const { t, pick } = useTexts();
  // The list of tiers below has a sentence per tier.
  const tiered = tag !== undefined && tagKind(tag.kind).hasTiers;
  return (
    <section className="tw-sheet tw-definition">
      <h2 className="tw-hidden">{t("tag.definition")}</h2>
      {tag ? (
        <p className="tw-definition-sentence">{tag.sentence && !tiered ? pick(tag.sentence) : t(`tag.noSentence.${tag.kind}`)}</p>
      ) : (
        <p className="tw-definition-sentence">
          <Skeleton width="70%" height={18} />
        </p>
      )}
      {tag?.populationWide && (
        <p className="tw-definition-populationWide">
          <PopulationWide populationWide={tag.populationWide} />
        </p>
      )}
      {tag?.meaning && <p className="tw-definition-meaning">{tag.meaning}</p>}
      {(tag?.criteria || tag?.purpose || tag?.notes) && (
        <dl>
          {tag.criteria && (
            <>
              <dt>{t("tag.criteria")}</dt>
              <dd>{tag.criteria}</dd>
            </>
          )}
          {tag.purpose && (
            <>
              <dt>{t("tag.purpose")}</dt>
              <dd>{tag.purpose}</dd>
            </>
          )}
          {tag.notes && (
            <>
              <dt>{t("tagWords.notes")}</dt>
              <dd>{tag.notes}</dd>
            </>
          )}
        </dl>
      )}
    </section>
  );
}
