import type { TagDetail } from "../../contract/index.ts";
import { useTexts } from "../i18n/index.ts";
import { Ago } from "./Ago.tsx";

/** When a tag that compares all customers was last computed; how often it is, on hover. Nothing for other tags. */
export function PopulationWide({ populationWide }: { populationWide: TagDetail["populationWide"] }) {
  const { t } = useTexts();
  if (!populationWide) return null;
  return (
    <span className="tw-quiet" title={t("tag.populationWideHelp")}>
      {populationWide.at === null ? (
        t("tag.populationWideNever")
      ) : (
        <>
          {t("tag.populationWide")}
          <Ago at={populationWide.at} />
        </>
      )}
      {populationWide.waiting && populationWide.at !== null && ` · ${t("tag.populationWideWaiting")}`}
    </span>
  );
}
