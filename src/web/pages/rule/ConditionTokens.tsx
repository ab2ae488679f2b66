import { useTexts } from "../../i18n/index.ts";
import { inputOf, OPS, withOp, type Condition, type FieldType } from "./condition.ts";
import { Span } from "./Span.tsx";
import { Choose, Several, Type } from "./Token.tsx";

interface Props {
  readonly type: FieldType;
  readonly condition: Condition;
  readonly onChange: (condition: Condition) => void;
}

/** An operator and what it is answered with. */
export function ConditionTokens({ type, condition, onChange }: Props) {
  const { t } = useTexts();
  const { op, value, high, values } = condition;
  const input = inputOf(op);
  const typed = type === "number" ? { type: "number" as const } : {};
  return (
    <>
      <Choose
        label={t("rule.operator")}
        value={op}
        choices={OPS[type].map((one) => ({ value: one, label: t(`rule.op.${one}` as "rule.op.is") }))}
        onChange={(next) => onChange(withOp(condition, next))}
      />
      {input === "several" && (
        <Several label={t("rule.values")} values={values} onChange={(next) => onChange({ ...condition, values: next })} />
      )}
      {input === "span" && <Span label={t("rule.duration")} value={value} onChange={(next) => onChange({ ...condition, value: next })} />}
      {input === "date" && (
        <Type label={t("rule.date")} type="date" value={value} onChange={(next) => onChange({ ...condition, value: next })} />
      )}
      {(input === "one" || input === "range") && (
        <Type label={t("rule.value")} {...typed} value={value} onChange={(next) => onChange({ ...condition, value: next })} />
      )}
      {input === "range" && (
        <>
          <span>{t("rule.to")}</span>
          <Type label={t("rule.high")} {...typed} value={high} onChange={(next) => onChange({ ...condition, high: next })} />
        </>
      )}
    </>
  );
}
