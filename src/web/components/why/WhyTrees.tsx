import type { Why } from "../../../contract/index.ts";
import { useTexts } from "../../i18n/index.ts";
import { scopeOf, WhyContext } from "./scope.ts";
import { StaticAct } from "./StaticAct.tsx";
import { Trees } from "./Trees.tsx";

/** The reasons as trees. A static tag has none; it can be added or removed instead. */
export function WhyTrees({ why }: { why: Why }) {
  const { t } = useTexts();
  if (why.trees.length === 0) {
    const isStatic = why.tag.kind === "static";
    return (
      <>
        <p className="tw-quiet">{t(!isStatic ? "why.noTree" : why.has ? "why.static" : "why.staticNot")}</p>
        {isStatic && <StaticAct why={why} />}
      </>
    );
  }
  return (
    <WhyContext
      value={scopeOf(why, (trees, otherwise) => (
        <Trees trees={trees} otherwise={otherwise} />
      ))}
    >
      <Trees trees={why.trees} metric={why.tag.kind === "metric"} otherwise={why.ruled.value} />
    </WhyContext>
  );
}
