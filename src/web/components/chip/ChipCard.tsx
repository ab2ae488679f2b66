import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import { readTag } from "../../../contract/index.ts";
import { tagKind } from "../../../kernel/index.ts";
import { ask } from "../../api/queries.ts";
import { useFormat } from "../../format/useFormat.ts";
import { useTexts } from "../../i18n/index.ts";
import { Ago } from "../Ago.tsx";
import { Skeleton } from "../Skeleton.tsx";
import { Num } from "../Num.tsx";
import { PopulationWide } from "../PopulationWide.tsx";
import { currentCard, hideCard, onCard, type Card } from "./cards.ts";
import { useTagGroups } from "../tagGroups.ts";
import { ChipFace } from "./ChipFace.tsx";
import { Shape } from "./Shape.tsx";

/** Shows the card of the hovered or focused chip. The frame has one for the whole page. */
export function ChipCardHost() {
  const card = useSyncExternalStore(onCard, currentCard);
  const { pathname } = useLocation();
  useEffect(() => hideCard(), [pathname]);
  return card && <ShownCard key={card.tag.code} card={card} />;
}

const GAP_PIXELS = 8;

function ShownCard({ card: { anchor, tag } }: { card: Card }) {
  const { t, pick } = useTexts();
  const { percent } = useFormat();
  const { data } = useQuery({ ...ask(readTag, { tag: tag.code }), staleTime: 60_000 });
  const tier = tag.value == null ? undefined : data?.values.find(({ value }) => value === tag.value);
  const group = useTagGroups().find(({ id }) => id === data?.groupId);
  const sentence = tier ? tier.sentence : data?.sentence;
  const members = tier?.members ?? data?.members ?? null;
  const coverage = data?.members && data.coverage !== null && members !== null ? (data.coverage * members) / data.members : null;
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ left: -9_999, top: 0 });

  useLayoutEffect(() => {
    const shown = box.current;
    if (!shown) return;
    const at = anchor.getBoundingClientRect();
    const { width, height } = shown.getBoundingClientRect();
    const below = at.bottom + GAP_PIXELS + height < innerHeight;
    setPlace({
      left: Math.max(GAP_PIXELS, Math.min(at.left, innerWidth - width - GAP_PIXELS)),
      top: below ? at.bottom + GAP_PIXELS : at.top - GAP_PIXELS - height,
    });
  }, [anchor, data, group]);

  useEffect(() => {
    const close = (event: Event): void => {
      if (!(event instanceof KeyboardEvent) || event.key === "Escape") hideCard();
    };
    window.addEventListener("keydown", close);
    window.addEventListener("scroll", close, true);
    return () => {
      window.removeEventListener("keydown", close);
      window.removeEventListener("scroll", close, true);
    };
  }, []);

  return (
    <div ref={box} className="tw-card" role="tooltip" style={place}>
      <ChipFace name={pick(tag.name)} color={tag.color} value={tagKind(tag.kind).hasTiers ? (tag.value ?? null) : null} />
      <p className="tw-card-sentence">
        {data ? ((sentence ? pick(sentence) : data.criteria) ?? t(`kind.${data.kind}`)) : <Skeleton width="80%" />}
      </p>
      {group && (
        <p className="tw-card-group">
          {group.color && <Shape color={group.color} />} {group.path.map(pick).join(" / ")}
          {group.description && <span className="tw-quiet"> {group.description}</span>}
        </p>
      )}
      {data?.populationWide && (
        <p>
          <PopulationWide populationWide={data.populationWide} />
        </p>
      )}
      <dl>
        {tag.since && (
          <>
            <dt>{t("tags.since")}</dt>
            <dd>
              <Ago at={tag.since} />
            </dd>
          </>
        )}
        {tag.author && (
          <>
            <dt>{t("tags.author")}</dt>
            <dd>{t(`author.${tag.author}`)}</dd>
          </>
        )}
        <dt>{t("tags.members")}</dt>
        <dd>
          {!data ? (
            <Skeleton width={70} />
          ) : members === null ? (
            t("tags.notYet")
          ) : (
            <>
              <Num value={members} /> {coverage !== null && <span className="tw-quiet">{percent(coverage)}</span>}
            </>
          )}
        </dd>
      </dl>
    </div>
  );
}
