import type { TagDetail } from "../../contract/index.ts";
import { useTexts } from "../i18n/index.ts";
import { Ago } from "./Ago.tsx";

/** For a tag that compares all customers: the last evaluation, with the interval on hover. Nothing for other tags. */
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
