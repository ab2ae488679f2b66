import type { ReactNode } from "react";
import { useTexts } from "../i18n/index.ts";
import "./filters.css";

/** The one bar of filters under a page's heading. Each filter clears itself; `active` of them clear together. */
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
