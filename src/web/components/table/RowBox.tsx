import type { MouseEvent } from "react";
import { useTexts } from "../../i18n/index.ts";

interface Props {
  readonly checked: boolean;
  readonly some?: boolean;
  readonly label: string;
  readonly onToggle: (range: boolean) => void;
}

/** The checkbox of a row, or of all rows. */
export function RowBox({ checked, some, label, onToggle }: Props) {
  const { t } = useTexts();
  return (
    <label className="tw-box">
      <input
        type="checkbox"
        checked={checked}
        aria-label={t("table.select", { row: label })}
        ref={(box) => {
          if (box) box.indeterminate = some === true && !checked;
        }}
        onChange={() => undefined}
        onClick={(event: MouseEvent) => onToggle(event.shiftKey)}
      />
    </label>
  );
}
