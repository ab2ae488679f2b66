import { CustomerName } from "../../components/customer/CustomerName.tsx";
import { Attention, ProblemNote } from "../../components/ProblemNote.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { Moves } from "../../components/Moves.tsx";
import { CountingNum, Num } from "../../components/Num.tsx";
import { useFormat } from "../../format/useFormat.ts";
import { useTexts } from "../../i18n/index.ts";
import type { useRulePreview } from "./useRulePreview.ts";

type Preview = ReturnType<typeof useRulePreview>;

/** The result of the draft: the count (first an estimate, then exact), and customers who enter or leave compared with the published version. */
export function Outcome({ preview: { exact, estimate, before, problem, working } }: { preview: Preview }) {
  const { t } = useTexts();
  const { percent, exact: full } = useFormat();
  const guess = estimate?.estimate ?? null;
  const unsure = guess !== null && guess.low !== guess.high;
  const shown = exact ?? before;
  const count = exact ? exact.count : guess ? guess.count : (shown?.count ?? null);
  const customers = exact?.customers ?? estimate?.customers ?? shown?.customers ?? 0;
  const broken = problem !== null && problem.code !== "INPUT_INVALID";
  return (
    <section className="tw-sheet tw-outcome" aria-label={t("rule.outcome")} aria-busy={working}>
      <div className="tw-outcome-main">
        <p className={`tw-hero-number${exact || guess ? "" : " tw-outcome-old"}`}>
          {count === null ? (
            problem ? (
              <span className="tw-quiet">–</span>
            ) : (
              <Skeleton width={110} height={30} />
            )
          ) : (
            <>
              {!exact && unsure && <span className="tw-outcome-about">≈</span>}
              <CountingNum value={count} />
            </>
          )}
        </p>
        <p className="tw-quiet" role="status">
          {exact
            ? t("rule.exact", { share: percent(customers === 0 ? 0 : exact.count / customers) })
            : unsure
              ? t("rule.estimated", { low: full(guess.low), high: full(guess.high), sampled: full(estimate!.sampled) })
              : problem
                ? t("rule.notReady")
                : t("rule.counting")}
        </p>
      </div>
      {shown?.published && (
        <dl className={`tw-outcome-published${exact ? "" : " tw-outcome-old"}`}>
          <div>
            <dt>{t("rule.published")}</dt>
            <dd>
              <Num value={shown.published.now} />
            </dd>
          </div>
          <div>
            <dt>{t("rule.against")}</dt>
            <dd>
              <Moves entered={shown.published.enter} left={shown.published.leave} />
            </dd>
          </div>
        </dl>
      )}
      {broken && <ProblemNote problem={problem} />}
    </section>
  );
}

/** Customers who match or nearly match, with the missing condition. Those of an older text are shown until new ones arrive. */
export function People({ preview: { exact, before }, tag }: { preview: Preview; tag: string | undefined }) {
  const { t, pick } = useTexts();
  const { exact: full } = useFormat();
  const shown = exact ?? before;
  if (!shown) return null;
  const old = exact ? "" : " tw-outcome-old";
  // If all of them miss the same condition, it is shown once.
  const [first] = shown.nearly;
  const same = first && shown.nearly.every(({ missing }) => missing.en === first.missing.en) ? first.missing : null;
  return (
    <div className={`tw-people${old}`}>
      {shown.warnings.map((warning) => (
        <Attention key={warning.path}>{pick(warning)}</Attention>
      ))}
      <section className="tw-sheet">
        <div className="tw-sheet-head">
          <h2>{t("rule.matching")}</h2>
        </div>
        <div className="tw-sheet-body">
          {shown.matching.length === 0 && <p className="tw-quiet">{t("rule.nobody")}</p>}
          <ul className="tw-lines">
            {shown.matching.map((customer) => (
              <li key={`${customer.customer} ${customer.value}`} className="tw-moved-one">
                <CustomerName customer={customer} {...(tag !== undefined && { why: tag })} />
                {customer.value !== null && <span className="tw-quiet">{customer.value}</span>}
              </li>
            ))}
          </ul>
        </div>
      </section>
      <section className="tw-sheet">
        <div className="tw-sheet-head">
          <h2>
            {t("rule.nearly")}
            <small>
              {shown.nearlyCount > 0
                ? t("rule.nearlyCount", { count: shown.nearlyCount, number: full(shown.nearlyCount) })
                : shown.nearly.length > 0 && t("rule.nearlyTwo")}
            </small>
          </h2>
        </div>
        <div className="tw-sheet-body">
          {shown.nearly.length === 0 && <p className="tw-quiet">{t("rule.nobodyNear")}</p>}
          {same && <p className="tw-quiet tw-people-miss">{t("funnel.misses", { condition: pick(same) })}</p>}
          <ul className="tw-lines">
            {shown.nearly.map((customer) => (
              <li key={customer.customer} className="tw-moved-one">
                <CustomerName customer={customer} {...(tag !== undefined && { why: tag })} />
                {!same && (
                  <span className="tw-quiet tw-cut" title={pick(customer.missing)}>
                    {t("funnel.misses", { condition: pick(customer.missing) })}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </div>
      </section>
    </div>
  );
}
