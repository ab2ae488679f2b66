import type { WhyNode } from "../../../contract/index.ts";
import { useTexts } from "../../i18n/index.ts";
import { Icon } from "../Icon.tsx";
import { WhyEvents } from "./WhyEvents.tsx";
import { NamedTag } from "./NamedTag.tsx";
import { SeenBar } from "./SeenBar.tsx";

/** One node of the reasons: tick or cross and sentence; for a leaf also the actual and required values and the events. */
export function WhyBranch({ node, metric }: { node: WhyNode; metric?: boolean }) {
  const { t, pick } = useTexts();
  const mark = (
    <span className={node.pass ? "tw-mark-yes" : "tw-mark-no"}>
      <Icon name={node.pass ? "check" : "close"} size={14} weight={2} />
      <span className="tw-hidden">{t(node.pass ? "why.pass" : "why.fail")}</span>
    </span>
  );
  if (node.kind !== "leaf") {
    return (
      <div className="tw-why-node">
        <p className="tw-why-join">
          {mark} {t(`why.${node.kind === "not" ? "none" : node.kind}`)}
        </p>
        <Parts node={node} />
      </div>
    );
  }
  return (
    <div className="tw-why-node">
      <div className={`tw-why-leaf${node.pass || metric ? "" : " tw-why-leaf-no"}`}>
        <p className="tw-why-words">
          {!metric && mark} <span>{pick(node.sentence)}</span>
        </p>
        {node.observed && <SeenBar node={node} />}
        {node.events.length > 0 && <WhyEvents events={node.events} />}
        {node.tag !== null && <NamedTag code={node.tag} />}
      </div>
      <Parts node={node} />
    </div>
  );
}

/** The parts of a node, and how many the answer left out because of its length. */
function Parts({ node }: { node: WhyNode }) {
  const { t } = useTexts();
  if (node.children.length + node.omitted === 0) return null;
  return (
    <ul className="tw-why-children">
      {node.children.map((child, index) => (
        <li key={index}>
          <WhyBranch node={child} />
        </li>
      ))}
      {node.omitted > 0 && <li className="tw-quiet">{t("why.omitted", { count: node.omitted })}</li>}
    </ul>
  );
}
