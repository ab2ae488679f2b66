import { Button } from "antd";
import { readBadRows, type ImportReport } from "../../../contract/index.ts";
import { addressOf } from "../../api/client.ts";
import { Icon } from "../../components/Icon.tsx";
import { Exact } from "../../components/Num.tsx";
import { Attention } from "../../components/ProblemNote.tsx";
import { useFormat } from "../../format/useFormat.ts";
import { useTexts } from "../../i18n/index.ts";

/** With fewer rows the rate means nothing. */
const LEAST_RATED_ROWS = 10_000;

const LESSER = ["productsAdded", "tagged", "identitiesAdded", "attributesAdded", "repeated", "rounded"] as const;

/** The report of an import: rows read and accepted, new data, skipped rows with reasons. */
export function Report({ report }: { report: ImportReport }) {
  const { t, pick, lang } = useTexts();
  const { elapsed, short } = useFormat();
  return (
    <div className="tw-report">
      <dl className="tw-report-main">
        {(["accepted", "customersCreated", "eventsAdded", "skipped"] as const).map((key) => (
          <div key={key} className={key === "skipped" && report.skipped > 0 ? "tw-attention" : undefined}>
            <dt>{t(`imports.${key}`)}</dt>
            <dd>
              <Exact value={report[key]} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="tw-quiet">
        {t("imports.speed", { read: short(report.read), time: elapsed(report.seconds * 1000) })}
        {report.read >= LEAST_RATED_ROWS && t("imports.rate", { rate: short(Math.round(report.rowsPerSecond)) })}
      </p>
      {report.skipped > 0 && (
        <section>
          <h3>{t("imports.why")}</h3>
          <ul className="tw-report-list">
            {report.reasons.map((reason) => (
              <li key={reason.code}>
                <span>{reason[lang]}</span>
                <Exact value={reason.rows} />
              </li>
            ))}
          </ul>
          {report.badRows !== null && (
            <p className="tw-bad-rows">
              {(["xlsx", "csv"] as const).map((format) => (
                <a key={format} href={addressOf(readBadRows, { import: report.id, format })} download>
                  <Button size="small" icon={<Icon name="download" />}>
                    {t(format === "xlsx" ? "imports.badRows" : "imports.badRowsCsv")}
                  </Button>
                </a>
              ))}
            </p>
          )}
        </section>
      )}
      <ul className="tw-report-list">
        {LESSER.filter((key) => report[key] > 0).map((key) => (
          <li key={key}>
            <span className="tw-quiet">{t(`imports.${key}`)}</span>
            <Exact value={report[key]} />
          </li>
        ))}
      </ul>
      {report.tagsCreated.length > 0 && <p className="tw-quiet">{t("imports.tagsCreated", { tags: report.tagsCreated.join("、") })}</p>}
      {report.warnings.length > 0 && (
        <Attention>
          {report.warnings.map((warning) => (
            <p key={warning.en}>{pick(warning)}</p>
          ))}
        </Attention>
      )}
    </div>
  );
}
