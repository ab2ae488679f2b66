import type { z } from "zod";
import { Attention } from "../../components/ProblemNote.tsx";
import type { CatalogueUse } from "../../../contract/index.ts";
import { useTexts } from "../../i18n/index.ts";

/** The number of values under invalid names, so that somebody informs the sender. */
export function Unnamed({ unnamed }: { unnamed: z.output<typeof CatalogueUse>["unnamed"] }) {
  const { t } = useTexts();
  if (unnamed.length === 0) return null;
  const count = unnamed.reduce((sum, { values }) => sum + values, 0);
  const example = unnamed.find((each) => each.example !== null)?.example ?? null;
  return (
    <Attention>
      {t("catalogue.unnamed", { count })}
      {example !== null &&
        ` ${t("catalogue.unnamedLike", { example: JSON.stringify(example.length > 40 ? `${example.slice(0, 40)}…` : example) })}`}
    </Attention>
  );
}
