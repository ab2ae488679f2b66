import type { Why } from "../../../contract/index.ts";
import { tagKind } from "../../../kernel/index.ts";
import { useTexts } from "../../i18n/index.ts";
import { webTagKind } from "../../tagKinds/index.ts";
import { scopeOf, WhyContext } from "./scope.ts";
import { StaticAct } from "./StaticAct.tsx";
import { Trees } from "./Trees.tsx";

/** The reasons as trees. A static tag has none; it can be added or removed instead. */
export function WhyTrees({ why }: { why: Why }) {
  const { t } = useTexts();
  if (why.trees.length === 0) {
    return (
      <>
        <p className="tw-quiet">{t(webTagKind(why.tag.kind).whyNoConditions(why.has))}</p>
        {tagKind(why.tag.kind).isAssigned && <StaticAct why={why} />}
      </>
    );
  }
  return (
    <WhyContext
      value={scopeOf(why, (trees, otherwise) => (
        <Trees trees={trees} otherwise={otherwise} />
      ))}
    >
      <Trees trees={why.trees} metric={!tagKind(why.tag.kind).hasMembers} otherwise={why.ruled.value} />
    </WhyContext>
  );
}
