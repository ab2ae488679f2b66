import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Drawer } from "antd";
import { useState } from "react";
import { readTag, explainTag, type Why } from "../../../contract/index.ts";
import { tagKind } from "../../../kernel/index.ts";
import { ask } from "../../api/queries.ts";
import { useTexts } from "../../i18n/index.ts";
import { usePhone } from "../../preferences.ts";
import { Ago } from "../Ago.tsx";
import { Skeleton } from "../Skeleton.tsx";
import { ChipFace } from "../chip/ChipFace.tsx";
import { useMetricText } from "../chip/useMetricText.ts";
import { Icon } from "../Icon.tsx";
import { Attention, ProblemNote } from "../ProblemNote.tsx";
import { PopulationWide } from "../PopulationWide.tsx";
import { AssignmentLine } from "../assignment/AssignmentLine.tsx";
import { OverrideInWhy } from "../override/OverrideInWhy.tsx";
import { WhyTrees } from "./WhyTrees.tsx";
import "./why.css";

interface Props {
  readonly customer: string;
  /** The tag whose reasons are shown; undefined: closed. */
  readonly tag: string | undefined;
  readonly onClose: () => void;
}

/** The reasons of a customer's tag, in a drawer over the page. */
export function WhyDrawer({ customer, tag, onClose }: Props) {
  const { t, pick } = useTexts();
  const phone = usePhone();
  const { data, error, refetch } = useQuery({ ...ask(explainTag, { customer, tag: tag ?? "" }), enabled: tag !== undefined });
  // While the drawer closes, it keeps showing its content.
  const [last, setLast] = useState<Why>();
  if (tag !== undefined && data && data !== last) setLast(data);
  const why = tag === undefined ? last : data;
  return (
    <Drawer
      open={tag !== undefined}
      onClose={onClose}
      size={phone ? "100%" : 520}
      title={why ? t(why.has ? "why.title" : "why.titleNot", { tag: pick(why.tag.name) }) : t(error ? "why.failed" : "why.loading")}
    >
      {error && tag !== undefined && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {why ? <Reasons why={why} /> : !error && <Bones />}
    </Drawer>
  );
}

function Reasons({ why }: { why: Why }) {
  const { t, pick } = useTexts();
  const metric = useMetricText();
  const { tag, has, member, value, since, author } = why;
  const { hasMembers, isOverridable } = tagKind(tag.kind);
  const { data: detail } = useQuery({ ...ask(readTag, { tag: tag.code }), staleTime: 60_000 });
  // The leaf of a one-condition rule, and each tier, already has its sentence. Here it would be repeated.
  const treesSuffice = why.trees.length !== 1 || why.trees[0]!.tree.kind === "leaf";
  const shown = value === null ? null : hasMembers ? value : metric(value, tag.code);
  return (
    <div className="tw-why">
      <div className="tw-why-answer">
        <span className={has ? "tw-verdict tw-verdict-yes" : "tw-verdict tw-verdict-no"}>
          <Icon name={has ? "check" : "close"} weight={2} />
          {t(has ? "why.has" : "why.hasNot")}
        </span>
        <Link to="/tags/$tag" params={{ tag: tag.code }} title={t("why.openTag")}>
          <ChipFace
            name={pick(tag.name)}
            color={tag.color}
            value={shown}
            {...(author && { author })}
            {...(why.override?.direction === "in" && has && { overridden: true })}
          />
        </Link>
      </div>
      <p className="tw-why-since">
        {since && (
          <>
            {t("tags.since")} <Ago at={since} />
          </>
        )}
        {since && author && " · "}
        {author && t("why.by", { author: t(`author.${author}`) })}
      </p>
      {detail?.populationWide && (
        <p>
          <PopulationWide populationWide={detail.populationWide} />
        </p>
      )}
      {member !== has && hasMembers && <Attention>{t(member ? "why.staleMember" : "why.staleMissing")}</Attention>}
      {!treesSuffice && <p className="tw-why-sentence">{pick(why.sentence)}</p>}
      {isOverridable && <OverrideInWhy why={why} />}
      {why.assignment && <AssignmentLine assignment={why.assignment} />}
      <WhyTrees why={why} />
    </div>
  );
}

function Bones() {
  return (
    <div className="tw-why" aria-hidden="true">
      <Skeleton width={180} height={24} />
      <Skeleton width="90%" height={14} />
      <Skeleton width="70%" height={14} />
      <Skeleton height={96} />
      <Skeleton height={96} />
    </div>
  );
}
