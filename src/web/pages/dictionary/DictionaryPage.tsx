import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { useDeferredValue, useMemo } from "react";
import { exportTagDictionary, readTagDictionary, type DictionaryEntry } from "../../../contract/index.ts";
import { addressOf } from "../../api/client.ts";
import { ask } from "../../api/queries.ts";
import { useMay } from "../../api/session.ts";
import { Empty } from "../../components/Empty.tsx";
import { Filters } from "../../components/Filters.tsx";
import { Icon } from "../../components/Icon.tsx";
import { PageHeader } from "../../components/PageHeader.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { SearchField } from "../../components/SearchField.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { useTagGroups } from "../../components/tagGroups.ts";
import { useFormat } from "../../format/useFormat.ts";
import { useTexts } from "../../i18n/index.ts";
import { Entry } from "./Entry.tsx";
import { Outline } from "./Outline.tsx";
import { fits, sectionsOf } from "./sections.ts";
import "./dictionary.css";

const NONE: readonly DictionaryEntry[] = [];
/** Drawn at once; the others follow while the page can be used already. */
const FIRST_ENTRIES = 40;

/** All tags explained, by the tree. One address with its search is shared inside the company; printing leaves out what is not the text. */
export function DictionaryPage() {
  const { t, lang } = useTexts();
  const { day, exact } = useFormat();
  const { q } = useSearch({ from: "/frame/dictionary" });
  const navigate = useNavigate({ from: "/dictionary" });
  const mayExport = useMay("data.export");
  const { data, error, refetch } = useQuery(ask(readTagDictionary, {}));
  const groups = useTagGroups();
  const found = useMemo(() => data?.items.filter((tag) => fits(tag, q ?? "")) ?? NONE, [data, q]);
  const first = useMemo(() => found.slice(0, FIRST_ENTRIES), [found]);
  const rest = useDeferredValue(found, NONE);
  const drawn = rest.length === 0 || rest[0] !== found[0] ? first : rest;
  const sections = useMemo(() => sectionsOf(drawn, groups), [drawn, groups]);
  const outline = useMemo(() => sectionsOf(found, groups), [found, groups]);
  return (
    <div className="tw-page tw-dictionary">
      <PageHeader
        title={t("dictionary.title")}
        count={data && found.length}
        lead={data && t("dictionary.lead", { day: day(data.at), since: day(data.since), customers: exact(data.customers) })}
        action={
          data &&
          data.items.length > 0 && (
            <>
              <Button icon={<Icon name="print" />} onClick={() => window.print()}>
                {t("dictionary.print")}
              </Button>
              {mayExport && (
                <>
                  <Button href={addressOf(exportTagDictionary, { format: "md", lang })} download icon={<Icon name="download" />}>
                    Markdown
                  </Button>
                  <Button href={addressOf(exportTagDictionary, { format: "xlsx", lang })} download icon={<Icon name="download" />}>
                    Excel
                  </Button>
                </>
              )}
            </>
          )
        }
      />
      <Filters active={q ? 1 : 0} onClear={() => void navigate({ search: {}, replace: true })}>
        <SearchField
          label={t("dictionary.search")}
          value={q ?? ""}
          onChange={(text) => void navigate({ search: { q: text || undefined }, replace: true })}
        />
      </Filters>
      {error ? (
        <ProblemNote problem={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : found.length === 0 ? (
        <Nothing searched={q !== undefined} />
      ) : (
        <div className="tw-dictionary-body">
          <Outline sections={outline} />
          <div className="tw-dictionary-text">
            {sections.map(({ id, anchor, path, description, owner, tags }) => (
              <section key={id ?? 0} aria-labelledby={anchor}>
                <h2 id={anchor}>{path.length === 0 ? t("dictionary.ungrouped") : path.map((name) => name[lang]).join(" / ")}</h2>
                {(description || owner) && (
                  <p className="tw-quiet">
                    {description}
                    {description && owner && " · "}
                    {owner && `${t("tags.owner")} ${owner}`}
                  </p>
                )}
                {tags.map((tag) => (
                  <Entry key={tag.code} tag={tag} />
                ))}
              </section>
            ))}
            {!q && data.retired.length > 0 && (
              <section aria-labelledby="retired">
                <h2 id="retired">{t("dictionary.retired")}</h2>
                <ul className="tw-dictionary-retired">
                  {data.retired.map(({ code, name, at }) => (
                    <li key={code}>
                      {name[lang]} <code>{code}</code> <span className="tw-quiet">{day(at)}</span>
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </div>
        </div>
      )}
    </div>
  );
}

function Loading() {
  return (
    <div className="tw-dictionary-text" aria-busy="true">
      {[60, 80, 70, 50].map((width) => (
        <div key={width} className="tw-entry">
          <Skeleton width={160} height={22} />
          <Skeleton width={`${width}%`} height={18} />
          <Skeleton width="40%" />
        </div>
      ))}
    </div>
  );
}

function Nothing({ searched }: { searched: boolean }) {
  const { t } = useTexts();
  return searched ? (
    <Empty
      picture="search"
      title={t("tags.noneFound")}
      action={
        <Link to="/dictionary">
          <Button>{t("filter.clear")}</Button>
        </Link>
      }
    >
      {t("dictionary.noneFoundHelp")}
    </Empty>
  ) : (
    <Empty picture="label" title={t("tags.none")}>
      {t("dictionary.noneHelp")}
    </Empty>
  );
}
