import { useTexts } from "../../i18n/index.ts";
import { Choose, Type } from "./Token.tsx";

const UNITS = ["h", "d", "w", "m", "y"] as const;

interface Props {
  readonly label: string;
  readonly value: string;
  /** Units without hours, for differences between days. */
  readonly withoutHours?: boolean;
  readonly onChange: (value: string) => void;
}

/** A duration as two tokens: number and unit. */
export function Span({ label, value, withoutHours = false, onChange }: Props) {
  const { t } = useTexts();
  const [, count = value, unit = "d"] = /^\s*(.*?)\s*([hdwmy])\s*$/.exec(value) ?? [];
  return (
    <>
      <Type label={label} field="number" value={count} onChange={(next) => onChange(`${next.trim()}${unit}`)} />
      <Choose
        label={t("rule.unit")}
        value={unit}
        choices={UNITS.filter((one) => one !== "h" || !withoutHours).map((one) => ({ value: one, label: t(`rule.units.${one}`) }))}
        onChange={(next) => onChange(`${count.trim()}${next}`)}
      />
    </>
  );
}
