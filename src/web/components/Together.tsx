import type { TagDetail } from "../../contract/index.ts";
import { useTexts } from "../i18n/index.ts";
import { Ago } from "./Ago.tsx";

/** Of a tag computed over everybody: when that last was, with its cadence on hover. Nothing for other tags. */
export function Together({ together }: { together: TagDetail["together"] }) {
  const { t } = useTexts();
  if (!together) return null;
  return (
    <span className="tw-quiet" title={t("tag.togetherHelp")}>
      {together.at === null ? (
        t("tag.togetherNever")
      ) : (
        <>
          {t("tag.together")}
          <Ago at={together.at} />
        </>
      )}
      {together.waiting && together.at !== null && ` · ${t("tag.togetherWaiting")}`}
    </span>
  );
}
