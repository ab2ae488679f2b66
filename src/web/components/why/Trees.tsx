import { useState } from "react";
import type { Why } from "../../../contract/index.ts";
import { useTexts } from "../../i18n/index.ts";
import { Icon } from "../Icon.tsx";
import { WhyBranch } from "./WhyBranch.tsx";

interface Props {
  readonly trees: Why["trees"];
  readonly metric?: boolean;
  /** The value if no tree is true. */
  readonly otherwise: string | null;
}

/** The tree of a rule, or one per tier with the deciding one open. */
export function Trees({ trees, metric, otherwise }: Props) {
  const { t } = useTexts();
  const decided = trees.findIndex(({ pass }) => pass);
  if (trees.length === 1 && trees[0]!.value === null) return <WhyBranch node={trees[0]!.tree} metric={metric === true} />;
  return (
    <ol className="tw-why-tiers">
      {trees.map((tier, index) => (
        <Tier key={tier.value} tier={tier} opened={index === (decided < 0 ? 0 : decided)} late={decided >= 0 && index > decided} />
      ))}
      {decided < 0 && otherwise !== null && (
        <li className="tw-why-tier">
          <span className="tw-why-default">
            <Icon name="check" weight={2} /> {otherwise} <span className="tw-quiet">{t("tag.otherwise")}</span>
          </span>
        </li>
      )}
    </ol>
  );
}

/** @param late It comes after the deciding tier, so it was not evaluated. */
function Tier({ tier, opened, late }: { tier: Why["trees"][number]; opened: boolean; late: boolean }) {
  const { t } = useTexts();
  const [open, setOpen] = useState(opened);
  return (
    <li className={`tw-why-tier${late ? " tw-why-late" : ""}`}>
      <button type="button" className="tw-why-tier-head" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className={tier.pass && !late ? "tw-mark-yes" : "tw-mark-no"}>
          <Icon name={tier.pass && !late ? "check" : "close"} size={14} weight={2} />
        </span>
        <strong>{tier.value}</strong>
        {late && <span className="tw-quiet">{t("why.late")}</span>}
        <Icon name={open ? "down" : "right"} size={14} />
      </button>
      {open && <WhyBranch node={tier.tree} />}
    </li>
  );
}
