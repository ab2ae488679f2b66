import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { readChange, type ChangeEntry, type ChangeShape } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { Ago } from "../../components/Ago.tsx";
import { PageHeader } from "../../components/PageHeader.tsx";
import { Attention, ProblemNote } from "../../components/ProblemNote.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { useTexts } from "../../i18n/index.ts";
import { Decide } from "./Decide.tsx";
import { People } from "./People.tsx";
import "./changes.css";

/** One change request: words, rules and people compared, comments, the decision. */
export function ChangePage() {
  const { change } = useParams({ from: "/frame/changes/$change" });
  const { t, pick } = useTexts();
  const { data, error, refetch } = useQuery(ask(readChange, { change }));
  const title = data && (data.title || data.tags.map(({ name }) => pick(name)).join("、"));
  return (
    <div className="tw-page">
      <PageHeader
        name={title ?? change}
        title={title ?? <Skeleton width={200} height={28} />}
        lead={
          <nav aria-label={t("changes.title")}>
            <Link to="/changes" className="tw-link">
              {t("changes.title")}
            </Link>{" "}
            {change} {data && `· ${t(`changes.states.${data.state}`)}`}
          </nav>
        }
      />
      {error && !data && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={200} />}
      {data && (
        <div className="tw-change">
          <History change={data} />
          {data.issues.length > 0 && (
            <Attention>
              <p>{t("changes.issues")}</p>
              <ul className="tw-change-words">
                {data.issues.map((issue) => (
                  <li key={issue.path + issue.code}>{pick(issue)}</li>
                ))}
              </ul>
            </Attention>
          )}
          <section>
            {data.entries.map((entry) => (
              <Entry key={entry.code} entry={entry} />
            ))}
          </section>
          {(data.state === "open" || data.state === "approved") && <People change={data.id} />}
          <Decide key={data.id} change={data} />
        </div>
      )}
    </div>
  );
}

function History({ change: { madeBy, madeAt, decidedBy, decidedAt, publishedAt } }: { change: ChangeShape }) {
  const { t } = useTexts();
  return (
    <p className="tw-quiet">
      {t("changes.made", { name: madeBy.name })} <Ago at={madeAt} />
      {decidedAt && (
        <>
          {" · "}
          {t("changes.decided", { name: decidedBy })} <Ago at={decidedAt} />
        </>
      )}
      {publishedAt && (
        <>
          {" · "}
          {t("changes.publishedAt")} <Ago at={publishedAt} />
        </>
      )}
    </p>
  );
}

function Entry({ entry: { code, name, change, sentence, differences, since } }: { entry: ChangeEntry }) {
  const { t, pick } = useTexts();
  const same = pick(sentence.before ?? { zh: "", en: "" }) === pick(sentence.after ?? { zh: "", en: "" });
  return (
    <article className="tw-change-entry">
      <h2>
        {t(`changes.change.${change}`)}{" "}
        {change === "new" ? (
          pick(name)
        ) : (
          <Link to="/tags/$tag" params={{ tag: code }} className="tw-link">
            {pick(name)}
          </Link>
        )}
      </h2>
      {since.length > 0 && (
        <Attention>
          <p>{t("changes.since")}</p>
          <ul className="tw-change-words">
            {since.map((each) => (
              <li key={each.en}>{pick(each)}</li>
            ))}
          </ul>
        </Attention>
      )}
      {!same && (
        <div className="tw-change-sides">
          {sentence.before && (
            <div>
              <h3>{t("changes.before")}</h3>
              <p>{pick(sentence.before)}</p>
            </div>
          )}
          {sentence.after && (
            <div>
              <h3>{t("changes.after")}</h3>
              <p>{pick(sentence.after)}</p>
            </div>
          )}
        </div>
      )}
      {differences.length > 0 && (
        <ul className="tw-change-words">
          {differences.map((each) => (
            <li key={each.en}>{pick(each)}</li>
          ))}
        </ul>
      )}
    </article>
  );
}
