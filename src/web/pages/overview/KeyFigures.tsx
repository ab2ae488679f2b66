import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Overview } from "../../../contract/index.ts";
import { Ago } from "../../components/Ago.tsx";
import { Bar } from "../../components/Bar.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { CountingNum } from "../../components/Num.tsx";
import { useFormat } from "../../format/useFormat.ts";
import { useTexts } from "../../i18n/index.ts";

/** The four key numbers. */
export function KeyFigures({ overview }: { overview: Overview | undefined }) {
  const { t } = useTexts();
  const { percent, elapsed, exact } = useFormat();
  const evaluation = overview?.evaluation;
  return (
    <section className="tw-heroes tw-sheet" aria-label={t("overview.numbers")}>
      <Hero
        name={t("overview.customers")}
        to="/customers"
        number={overview && <CountingNum value={overview.customers} />}
        under={
          overview && (
            <>
              {t("overview.events")} <CountingNum value={overview.events} />
            </>
          )
        }
      />
      <Hero
        name={t("overview.tags")}
        to="/tags"
        number={overview && <CountingNum value={overview.tags} />}
        under={
          overview &&
          (overview.averageTags === null
            ? t("overview.noAverage")
            : t("overview.average", { average: exact(Math.round(overview.averageTags * 10) / 10) }))
        }
      />
      <Hero
        name={t("overview.coverage")}
        number={overview && (overview.coverage === null ? "–" : percent(overview.coverage))}
        under={
          overview && (
            <span className="tw-hero-cover">
              <Bar share={overview.coverage ?? 0} />
              <span>
                <CountingNum value={overview.tagged} /> {t("overview.tagged")}
              </span>
            </span>
          )
        }
      />
      <Hero
        name={t("overview.freshest")}
        number={evaluation && <span className="tw-hero-words">{evaluation.at ? <Ago at={evaluation.at} /> : t("evaluation.never")}</span>}
        under={
          evaluation && (
            <>
              <span className={`tw-dot tw-dot-${evaluation.state}`} /> {t(`evaluation.${evaluation.state}`, { count: evaluation.failing })}
              {evaluation.milliseconds !== null && ` · ${t("overview.took", { time: elapsed(evaluation.milliseconds) })}`}
            </>
          )
        }
      />
    </section>
  );
}

function Hero({ name, number, under, to }: { name: string; number: ReactNode; under: ReactNode; to?: "/customers" | "/tags" }) {
  return (
    <div className="tw-hero">
      <h2>{to ? <Link to={to}>{name}</Link> : name}</h2>
      <p className="tw-hero-number">{number ?? <Skeleton width={120} height={30} />}</p>
      <p className="tw-hero-under">{under ?? <Skeleton width={150} />}</p>
    </div>
  );
}
