import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { listTags, type TagDetail } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { Ago } from "../../components/Ago.tsx";
import { Bar } from "../../components/Bar.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { TagChip } from "../../components/chip/TagChip.tsx";
import { CountingNum } from "../../components/Num.tsx";
import { UseLinks } from "../../components/UseLinks.tsx";
import { useFormat } from "../../format/useFormat.ts";
import { useTexts } from "../../i18n/index.ts";
import { webTagKind } from "../../tagKinds/index.ts";

/** The numbers and properties of a tag. */
export function Facts({ tag }: { tag: TagDetail | undefined }) {
  const { t } = useTexts();
  const { percent } = useFormat();
  return (
    <section className="tw-sheet tw-facts" aria-label={t("tag.facts")}>
      <div className="tw-facts-hero">
        <h2>{t(tag ? webTagKind(tag.kind).countTitle : "tags.members")}</h2>
        <p className="tw-hero-number">
          {!tag ? (
            <Skeleton width={110} height={30} />
          ) : tag.members === null ? (
            <span className="tw-quiet">–</span>
          ) : (
            <CountingNum value={tag.members} />
          )}
        </p>
        <span className="tw-coverage">
          <Bar share={tag?.coverage ?? 0} {...(tag && { color: `var(--tag-${tag.color}-dot)` })} />
          <span>{tag ? tag.coverage === null ? t("tags.notYet") : percent(tag.coverage) : <Skeleton width={40} />}</span>
        </span>
      </div>
      <dl className="tw-facts-list">
        <Fact name={t("tags.evaluated")}>{tag && (tag.evaluatedAt ? <Ago at={tag.evaluatedAt} /> : t("tags.notYet"))}</Fact>
        <Fact name={t("tags.kind")}>{tag && t(`kind.${tag.kind}`)}</Fact>
        <Fact name={t("tags.owner")}>{tag && (tag.owner ?? t("common.none"))}</Fact>
        {tag && tag.aliases.length > 0 && <Fact name={t("tagWords.aliases")}>{tag.aliases.join("、")}</Fact>}
        <Fact name={t("tag.review")}>{tag && (tag.review ? t(`review.${tag.review}`) : t("common.none"))}</Fact>
        <Fact name={t("tag.sensitivity")}>{tag && t(`sensitivity.${tag.sensitivity}`)}</Fact>
        <Fact name={t("tags.code")}>{tag && <code>{tag.code}</code>}</Fact>
        <Fact name={t("tag.version")}>{tag?.version}</Fact>
      </dl>
      {tag && tag.uses.length > 0 && <Related title={t("tag.uses")} codes={tag.uses} />}
      {tag && tag.usedBy.length > 0 && (
        <div className="tw-facts-related">
          <h3>{t("tag.usedBy")}</h3>
          <UseLinks uses={tag.usedBy} />
        </div>
      )}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children ?? <Skeleton width={72} />}</dd>
    </div>
  );
}

function Related({ title, codes }: { title: string; codes: readonly string[] }) {
  const { data } = useQuery(ask(listTags, {}));
  return (
    <div className="tw-facts-related">
      <h3>{title}</h3>
      <div className="tw-chips">
        {codes.map((code) => {
          const tag = data?.items.find((one) => one.code === code);
          return tag ? <TagChip key={code} tag={tag} /> : <code key={code}>{code}</code>;
        })}
      </div>
    </div>
  );
}
