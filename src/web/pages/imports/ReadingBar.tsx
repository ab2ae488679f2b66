import { InputNumber, Select } from "antd";
import { useState, type ReactNode } from "react";
import { Encoding, type FilePreview } from "../../../contract/index.ts";
import type { ApiProblem } from "../../api/problem.ts";
import { useTexts } from "../../i18n/index.ts";
import type { HowToRead } from "./draft.ts";

interface Props {
  readonly preview: FilePreview | null;
  /** The problem if there is no preview. */
  readonly problem: ApiProblem | null;
  /** The person's choices so far. */
  readonly reading: HowToRead;
  readonly disabled: boolean;
  readonly onChange: (reading: HowToRead) => void;
}

const NAMES: Readonly<Record<Encoding, string>> = {
  "utf-8": "UTF-8",
  gb18030: "GB18030 (GBK)",
  big5: "Big5",
  "utf-16le": "UTF-16 LE",
  "utf-16be": "UTF-16 BE",
  "windows-1252": "Windows-1252",
};

/** Shows how the file was read and lets people correct it: header row, encoding, merged cells. */
export function ReadingBar({ preview, problem, reading, disabled, onChange }: Props) {
  const { t } = useTexts();
  const unread = preview === null && (problem?.code.startsWith("ENCODING_") ?? false);
  const { header = null, encoding = null, merged = null } = preview ?? {};
  if (!header && !merged && encoding === null && !unread) return null;
  return (
    <div className="tw-reading" role="group" aria-label={t("imports.reading")}>
      {header && (
        <Part label={t("imports.headerRow")} note={header.above.length > 0 ? t("imports.above", { rows: header.above.join(" / ") }) : ""}>
          <RowNumber
            key={header.row}
            label={t("imports.headerRow")}
            row={header.row}
            disabled={disabled}
            onChange={(row) => onChange({ ...reading, skipRows: row - 1 })}
          />
        </Part>
      )}
      {(encoding !== null || unread) && (
        <Part label={t("imports.encoding")} note="">
          <Select<Encoding>
            aria-label={t("imports.encoding")}
            className="tw-reading-encoding"
            value={encoding ?? reading.encoding ?? null}
            disabled={disabled}
            onChange={(next) => onChange({ ...reading, encoding: next })}
            options={Encoding.options.map((value) => ({ value, label: NAMES[value] }))}
          />
        </Part>
      )}
      {merged && (
        <Part label={t("imports.merged", { count: merged.ranges })} note={t("imports.mergedIn", { columns: merged.columns.join("、") })}>
          <Select<"fill" | "first">
            aria-label={t("imports.mergedHow")}
            value={reading.merged ?? "fill"}
            disabled={disabled}
            onChange={(next) => onChange({ ...reading, merged: next })}
            options={(["fill", "first"] as const).map((value) => ({ value, label: t(`imports.merged_${value}`) }))}
          />
        </Part>
      )}
    </div>
  );
}

function Part({ label, note, children }: { label: string; note: string; children: ReactNode }) {
  return (
    <div className="tw-reading-part">
      <span className="tw-quiet">{label}</span>
      {children}
      {note !== "" && (
        <span className="tw-quiet tw-cut" title={note}>
          {note}
        </span>
      )}
    </div>
  );
}

const LAST_ROW = 1_000_000;

/** The new row applies on Enter or when the field loses focus, not at every key. */
function RowNumber({ label, row, disabled, onChange }: { label: string; row: number; disabled: boolean; onChange: (row: number) => void }) {
  const [value, setValue] = useState<number | null>(row);
  const applyRow = (): void => {
    if (value !== null && value !== row) onChange(value);
  };
  return (
    <InputNumber
      aria-label={label}
      className="tw-reading-row"
      min={1}
      max={LAST_ROW}
      precision={0}
      value={value}
      disabled={disabled}
      onChange={setValue}
      onBlur={applyRow}
      onPressEnter={applyRow}
      onStep={(next) => onChange(Number(next))}
    />
  );
}
