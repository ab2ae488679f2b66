import type { ReactNode } from "react";
import { useTexts } from "../../i18n/index.ts";
import { Num } from "../Num.tsx";

/** The actions for selected rows, with their number. */
export function SelectionBar({ count, onClear, children }: { count: number; onClear: () => void; children: ReactNode }) {
  const { t } = useTexts();
  if (count === 0) return null;
  return (
    <div className="tw-selection" role="toolbar" aria-label={t("table.selection")}>
      <span className="tw-selection-count">
        {t("table.selected")}{" "}
        <strong>
          <Num value={count} />
        </strong>
      </span>
      {children}
      <button type="button" className="tw-link" onClick={onClear}>
        {t("table.clear")}
      </button>
    </div>
  );
}
