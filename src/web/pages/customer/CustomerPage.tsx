import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Segmented } from "antd";
import { readCustomer } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { Ago } from "../../components/Ago.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { CountingNum } from "../../components/Num.tsx";
import { PageHeader } from "../../components/PageHeader.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { WhyDrawer } from "../../components/why/WhyDrawer.tsx";
import { useTexts } from "../../i18n/index.ts";
import { IdentitiesOn } from "./IdentitiesOn.tsx";
import { TagMovesOn } from "./Moves.tsx";
import { OverridesOn } from "./OverridesOn.tsx";
import { Erase } from "./Erase.tsx";
import { Profile } from "./Profile.tsx";
import { TagsOn } from "./TagsOn.tsx";
import { Timeline } from "./Timeline.tsx";
import { WhyNot } from "./WhyNot.tsx";
import "./customer.css";
import "./moved.css";

/** One customer: profile, tags with reasons, timeline. The tag with open reasons is in the address. */
export function CustomerPage() {
  const { customer: ref } = useParams({ from: "/frame/customers/$customer" });
  const { why, event, view } = useSearch({ from: "/frame/customers/$customer" });
  const navigate = useNavigate({ from: "/customers/$customer" });
  const { t } = useTexts();
  const { data: customer, error, refetch } = useQuery(ask(readCustomer, { customer: ref }));
  const askWhy = (tag: string | undefined): void => void navigate({ search: (before) => ({ ...before, why: tag }), resetScroll: false });
  const show = (change: { view?: string | undefined; event?: string | undefined }): void =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
  if (error && !customer) {
    return (
      <div className="tw-page">
        <PageHeader title={ref} />
        <ProblemNote problem={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  const name = customer ? (customer.name ?? customer.identities[0]?.external ?? `#${customer.customer}`) : "";
  return (
    <div className="tw-page">
      <PageHeader
        name={name}
        title={
          customer ? (
            <>
              {name} <span className="tw-quiet tw-customer-number">#{customer.customer}</span>
            </>
          ) : (
            <Skeleton width={160} height={24} />
          )
        }
        lead={
          customer ? (
            <span className="tw-customer-lead">
              {customer.lastSeen && (
                <span>
                  {t("customers.lastSeen")} <Ago at={customer.lastSeen} />
                </span>
              )}
              {customer.firstSeen && (
                <span>
                  {t("customer.firstSeen")} <Ago at={customer.firstSeen} />
                </span>
              )}
              <span>
                <CountingNum value={customer.events} /> {t("customer.events", { count: customer.events })}
              </span>
            </span>
          ) : (
            <Skeleton width={260} />
          )
        }
        action={<WhyNot held={customer?.tags ?? []} onPick={askWhy} />}
      />
      <div className="tw-customer">
        <Profile customer={customer} />
        <div className="tw-customer-main">
          <TagsOn customer={customer} />
          <OverridesOn customer={customer} />
          <Segmented
            className="tw-customer-views"
            value={view === "history" || view === "identities" ? view : "timeline"}
            onChange={(next) => show({ view: next === "timeline" ? undefined : next })}
            options={[
              { value: "timeline", label: t("customer.timeline") },
              { value: "history", label: t("history.ofCustomer") },
              { value: "identities", label: t("merge.title") },
            ]}
          />
          {view === "history" && <TagMovesOn customer={ref} />}
          {view === "identities" && customer && <IdentitiesOn customer={customer} key={customer.customer} />}
          {view !== "history" && view !== "identities" && (
            <Timeline customer={ref} total={customer?.events} event={event} onEvent={(next) => show({ event: next })} />
          )}
          {customer && <Erase customer={customer} name={name} />}
        </div>
      </div>
      <WhyDrawer customer={ref} tag={why} onClose={() => askWhy(undefined)} />
    </div>
  );
}
