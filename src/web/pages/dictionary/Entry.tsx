import { memo } from "react";
import type { DictionaryEntry } from "../../../contract/index.ts";
import { TagChip } from "../../components/chip/TagChip.tsx";
import { useFormat } from "../../format/useFormat.ts";
import { useTexts } from "../../i18n/index.ts";

/** One tag, explained. */
export const Entry = memo(function Entry({ tag }: { tag: DictionaryEntry }) {
  const { t, lang, pick } = useTexts();
  const { exact, percent } = useFormat();
  const { month } = tag;
  const facts = [
    [t("tag.criteria"), tag.criteria],
    [t("tag.purpose"), tag.purpose],
    [t("tags.owner"), tag.owner],
    [t("tagWords.aliases"), tag.aliases.join(lang === "zh" ? "、" : ", ")],
    [t("tag.sensitivity"), tag.sensitivity === "ordinary" ? null : t(`sensitivity.${tag.sensitivity}`)],
    [t("tagWords.notes"), tag.notes],
  ] as const;
  return (
    <article className="tw-entry" aria-label={pick(tag.name)}>
      <header>
        <h3>
          <TagChip tag={tag} large />
        </h3>
        <code>{tag.code}</code>
        <span className="tw-quiet">
          {t(`kind.${tag.kind}`)}
          {tag.state !== "published" && ` · ${t(`tagState.${tag.state}`)}`}
        </span>
        <span className="tw-entry-members">
          {tag.members === null ? (
            <span className="tw-quiet">{t("tags.notYet")}</span>
          ) : (
            <>
              <strong>{exact(tag.members)}</strong> {t("dictionary.people")}
              {tag.coverage !== null && <span className="tw-quiet"> · {percent(tag.coverage)}</span>}
            </>
          )}
        </span>
      </header>
      {tag.sentence && <p className="tw-entry-sentence">{pick(tag.sentence)}</p>}
      {tag.values.length > 0 && (
        <ol className="tw-entry-tiers">
          {tag.values.map(({ value, sentence }) => (
            <li key={value}>
              <strong>{value}</strong> {sentence ? pick(sentence) : t("newTag.rest")}
            </li>
          ))}
        </ol>
      )}
      {tag.meaning && <p>{tag.meaning}</p>}
      <dl>
        {facts.map(
          ([name, text]) =>
            text && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{text}</dd>
              </div>
            ),
        )}
        {(month.entered > 0 || month.left > 0 || month.changes.length > 0) && (
          <div>
            <dt>{t("dictionary.month")}</dt>
            <dd>
              {(month.entered > 0 || month.left > 0) && (
                <p>{t("dictionary.moves", { entered: exact(month.entered), left: exact(month.left) })}</p>
              )}
              {month.changes.map((change) => (
                <p key={change.en}>{pick(change)}</p>
              ))}
            </dd>
          </div>
        )}
      </dl>
    </article>
  );
});
