import type { ReactNode } from "react";
import { useTexts } from "../i18n/index.ts";
import "./filters.css";

/** The filter bar under a page's heading. With `active` filters it shows a button that clears all. */
export function Filters({ active, onClear, children }: { active: number; onClear: () => void; children: ReactNode }) {
  const { t } = useTexts();
  return (
    <search className="tw-filters" aria-label={t("filter.bar")}>
      {children}
      {active > 0 && (
        <button type="button" className="tw-link tw-filters-clear" onClick={onClear}>
          {t("filter.clear")}
        </button>
      )}
    </search>
  );
}
