import { useQuery } from "@tanstack/react-query";
import { listTags, type Overview } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { Ago } from "../../components/Ago.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { TagChip } from "../../components/chip/TagChip.tsx";
import { Moves } from "../../components/Moves.tsx";
import { useTexts } from "../../i18n/index.ts";

const SHOWN_CHANGES = 8;

/** The latest membership changes. */
export function Changes({ changes }: { changes: Overview["changes"] | undefined }) {
  const { t } = useTexts();
  const tags = useQuery(ask(listTags, {})).data?.items;
  return (
    <section className="tw-sheet">
      <div className="tw-sheet-head">
        <h2>{t("overview.changes")}</h2>
      </div>
      <ul className="tw-sheet-body tw-lines">
        {changes?.slice(0, SHOWN_CHANGES).map((change) => {
          const tag = tags?.find(({ code }) => code === change.tag);
          return (
            <li key={`${change.tag} ${change.at}`} className="tw-change">
              <TagChip tag={tag ?? { code: change.tag, name: change.name, kind: "rule", color: "teal" }} />
              <Moves entered={change.entered} left={change.left} />
              <span className="tw-quiet">
                <Ago at={change.at} />
              </span>
            </li>
          );
        })}
        {!changes &&
          Array.from({ length: SHOWN_CHANGES }, (_, index) => (
            <li key={index} className="tw-change">
              <Skeleton width={110} height={20} />
              <Skeleton width={90} />
              <Skeleton width={60} />
            </li>
          ))}
        {changes?.length === 0 && <li className="tw-lines-none">{t("overview.noChanges")}</li>}
      </ul>
    </section>
  );
}
