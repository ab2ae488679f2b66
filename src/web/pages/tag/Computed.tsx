import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { readQueryPlan, type PlanOf, type PlannedPass, type TagDetail } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { Skeleton } from "../../components/Skeleton.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { useFormat } from "../../format/useFormat.ts";
import { useTexts } from "../../i18n/index.ts";
import "./computed.css";

/** The query plan of the tag: data read, shared measures, expected rows, SQL. It is loaded on request. */
export function Computed({ tag }: { tag: TagDetail }) {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  const { data, error, refetch } = useQuery({ ...ask(readQueryPlan, { tags: [tag.code] }), enabled: open });
  return (
    <section className="tw-sheet">
      <div className="tw-sheet-head">
        <h2>
          {t("computed.title")}
          <small>{t("computed.help")}</small>
        </h2>
        <Button size="small" type="text" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? "computed.hide" : "computed.show")}
        </Button>
      </div>
      <div className="tw-sheet-body">
        {open && error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
        {open && !data && !error && <Skeleton width="70%" />}
        {open && data && <Shown plan={data} code={tag.code} />}
      </div>
    </section>
  );
}

function Shown({ plan, code }: { plan: PlanOf; code: string }) {
  const { t, pick } = useTexts();
  const { short } = useFormat();
  const { totals, stages, tags } = plan;
  const nameOf = (one: string) => pick(tags.find((tag) => tag.code === one)?.name ?? { zh: one, en: one });
  return (
    <div className="tw-computed">
      <p className="tw-quiet">
        {t("computed.totals", { passes: totals.passes, measures: totals.measures, rows: short(totals.rows) })} {t("computed.estimate")}
      </p>
      {stages.map((stage, index) => (
        <section key={index} aria-label={t("computed.stage", { number: index + 1 })}>
          {stages.length > 1 && <h3>{t("computed.stage", { number: index + 1 })}</h3>}
          {stage.passes.map((pass) => (
            <PassShown key={pass.sql ?? pass.metricSql ?? pass.reads.en} pass={pass} code={code} nameOf={nameOf} />
          ))}
          {stage.tags.length > 0 && (
            <p className="tw-computed-made">{t("computed.made", { tags: stage.tags.map(nameOf).join(t("computed.comma")) })}</p>
          )}
          {stage.sql && <Statement sql={stage.sql} />}
        </section>
      ))}
    </div>
  );
}

function PassShown({ pass, code, nameOf }: { pass: PlannedPass; code: string; nameOf: (code: string) => string }) {
  const { t, pick } = useTexts();
  const { exact } = useFormat();
  const others = (tags: readonly string[]) => tags.filter((one) => one !== code).map(nameOf);
  return (
    <div className="tw-computed-pass">
      <div className="tw-computed-reads">
        <strong>{pick(pass.reads)}</strong>
        <span className="tw-quiet">
          {pass.rows === null ? t("computed.unknown") : t("computed.rows", { rows: exact(pass.rows) })}
          {pass.pieces > 1 && t("computed.pieces", { pieces: pass.pieces })}
        </span>
      </div>
      <ul className="tw-lines">
        {pass.measures.map(({ id, words, tags }) => (
          <li key={id} className="tw-computed-measure">
            <span>{pick(words)}</span>
            {others(tags).length > 0 && (
              <span className="tw-quiet">{t("computed.shared", { tags: others(tags).join(t("computed.comma")) })}</span>
            )}
          </li>
        ))}
      </ul>
      {[pass.sql, pass.metricSql].map((sql) => sql !== null && <Statement key={sql} sql={sql} />)}
    </div>
  );
}

function Statement({ sql }: { sql: string }) {
  const { t } = useTexts();
  return (
    <details className="tw-computed-sql">
      <summary>{t("computed.sql")}</summary>
      <pre>{sql}</pre>
    </details>
  );
}
