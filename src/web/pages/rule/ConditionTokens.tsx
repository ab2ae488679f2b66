import type { ValueType } from "../../../kernel/index.ts";
import { languageOfType } from "../../../rules/language/index.ts";
import { useTexts } from "../../i18n/index.ts";
import { webType } from "../../valueTypes/index.ts";
import { hasCase, inputOf, withOp, type Condition } from "./condition.ts";
import { Span } from "./Span.tsx";
import { Choose, Several, Toggle, Type } from "./Token.tsx";

interface Props {
  readonly type: ValueType;
  readonly condition: Condition;
  readonly onChange: (condition: Condition) => void;
}

/** An operator and its values. */
export function ConditionTokens({ type, condition, onChange }: Props) {
  const { t } = useTexts();
  const { op, value, high, values } = condition;
  const input = inputOf(op, type);
  const { operators, field, example } = webType(type);
  const isOfDays = languageOfType(type).place?.ofDays === true;
  const typed = { field: input === "ages" ? ("number" as const) : field, ...(example && { example }) };
  const ofDays = (one: string): boolean => isOfDays && (one === "withinLast" || one === "withinNext");
  return (
    <>
      <Choose
        label={t("rule.operator")}
        value={op}
        choices={operators.map((one) => ({ value: one, label: t(`rule.op.${ofDays(one) ? `${one}Days` : one}` as "rule.op.is") }))}
        onChange={(next) => onChange(withOp(condition, next, type))}
      />
      {input === "several" && (
        <Several label={t("rule.values")} values={values} onChange={(next) => onChange({ ...condition, values: next })} />
      )}
      {input === "span" && (
        <Span
          label={t("rule.duration")}
          value={value}
          withoutHours={isOfDays || op === "anniversaryWithin"}
          onChange={(next) => onChange({ ...condition, value: next })}
        />
      )}
      {input === "day" && (
        <Type label={t("rule.date")} field="date" value={value} onChange={(next) => onChange({ ...condition, value: next })} />
      )}
      {(input === "one" || input === "range") && (
        <Type label={t("rule.value")} {...typed} value={value} onChange={(next) => onChange({ ...condition, value: next })} />
      )}
      {input === "ages" && (
        <>
          <Type label={t("rule.age")} {...typed} value={value} onChange={(next) => onChange({ ...condition, value: next })} />
          <span>{t("rule.ageBelow")}</span>
          <Type label={t("rule.high")} {...typed} value={high} onChange={(next) => onChange({ ...condition, high: next })} />
          <span>{t("rule.ageYears")}</span>
        </>
      )}
      {input === "range" && (
        <>
          <span>{t(op === "range" ? "rule.below" : "rule.to")}</span>
          <Type label={t("rule.high")} {...typed} value={high} onChange={(next) => onChange({ ...condition, high: next })} />
        </>
      )}
      {hasCase(condition, type) && (
        <Toggle
          label={t("rule.ignoreCase")}
          off="Aa"
          on={condition.ignoreCase === true}
          onChange={(on) => {
            const { ignoreCase: _, ...test } = condition;
            onChange(on ? { ...test, ignoreCase: true } : test);
          }}
        />
      )}
    </>
  );
}
