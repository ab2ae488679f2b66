import { Button } from "antd";
import { languageOfType, MEASURES, MEASURE_KINDS, type MeasureForm } from "../../../rules/language/index.ts";
import type { ValueType } from "../../../kernel/index.ts";
import { Icon } from "../../components/Icon.tsx";
import { useTexts } from "../../i18n/index.ts";
import { newCondition } from "./condition.ts";
import { webType } from "../../valueTypes/index.ts";
import { ConditionTokens } from "./ConditionTokens.tsx";
import { CALENDARS, COMPARISONS, NEW_COMPARISON, type EventDraft, type WindowDraft } from "./event.ts";
import { amountOf, codeOf, isSpan, pickedBy, variantOf } from "./measure.ts";
import { Phrase } from "./Phrase.tsx";
import { Span } from "./Span.tsx";
import { Choose, Type, type Choice } from "./Token.tsx";
import { useRuleContext, type CatalogueShape } from "./ruleContext.ts";

interface Props {
  readonly draft: EventDraft;
  readonly onChange: (draft: EventDraft) => void;
  /** Without a comparison: the value itself, for a metric. */
  readonly measureOnly?: boolean;
}

/** 近 [90 天] 内 [完成订单] 的 [金额合计] [≥] [10,000]. */
export function EventTokens({ draft, onChange, measureOnly = false }: Props) {
  const { t, pick } = useTexts();
  const { events } = useRuleContext().offered.catalogue;
  const event = events.find(({ code }) => code === draft.event);
  const properties = event?.properties ?? [];
  const span = isSpan(draft.measure);
  const change = (next: Partial<EventDraft>): void => onChange({ ...draft, ...next });
  const typeOf = (code: string | null): ValueType | undefined => properties.find((one) => one.code === code)?.type;
  const pickedType = typeOf(pickedBy(draft.measure));
  const amountType = (code: string): ValueType => typeOf(amountOf(code)) ?? "number";
  const { field, example } = webType(amountType(draft.measure));
  const firstValue = (code: string): string => (isSpan(code) ? "7d" : (webType(amountType(code)).example ?? "1"));
  const measure = (next: string): void => {
    const type = typeOf(pickedBy(next));
    if (type !== undefined) {
      change({ measure: next, ...NEW_COMPARISON, picked: draft.picked && type === pickedType ? draft.picked : newCondition(type) });
      return;
    }
    const unitChanges = isSpan(next) !== span || webType(amountType(next)).field !== field;
    change({ measure: next, picked: null, ...(unitChanges && { value: firstValue(next), high: "" }) });
  };
  const value = (key: "value" | "high", label: string) =>
    span ? (
      <Span label={label} value={draft[key]} onChange={(next) => change({ [key]: next })} />
    ) : (
      <Type label={label} field={field} {...(example && { example })} value={draft[key]} onChange={(next) => change({ [key]: next })} />
    );
  return (
    <Phrase
      text={t("rule.sentence")}
      tokens={{
        window: <Window window={draft.window} onChange={(window) => change({ window })} />,
        event: (
          <Choose
            label={t("rule.event")}
            value={draft.event === "" ? null : draft.event}
            choices={events.map(({ code, name }) => ({ value: code, label: pick(name), search: `${name.zh} ${name.en}` }))}
            onChange={(next) =>
              onChange({
                ...draft,
                event: next,
                where: [],
                picked: null,
                ...(draft.measure.includes(":") && !span && { measure: "count" }),
              })
            }
          />
        ),
        where: <Where draft={draft} properties={properties} onChange={change} />,
        add: <AddWhere draft={draft} properties={properties} onChange={change} />,
        measure: (
          <Choose label={t("rule.measure")} value={draft.measure} choices={useMeasures(properties, draft.measure)} onChange={measure} />
        ),
        op: measureOnly ? null : draft.picked ? (
          <ConditionTokens type={pickedType ?? "text"} condition={draft.picked} onChange={(picked) => change({ picked })} />
        ) : (
          <Choose
            label={t("rule.comparison")}
            value={draft.op}
            choices={COMPARISONS.map((one) => ({ value: one, label: t(`rule.op.${one}`) }))}
            onChange={(op) => change({ op })}
          />
        ),
        value: !measureOnly && draft.picked === null && (
          <>
            {value("value", t("rule.value"))}
            {(draft.op === "between" || draft.op === "range") && (
              <>
                <span>{t(draft.op === "range" ? "rule.below" : "rule.to")}</span>
                {value("high", t("rule.high"))}
              </>
            )}
          </>
        ),
      }}
    />
  );
}

type Properties = CatalogueShape["events"][number]["properties"];

/** @param shown the rule's measure. It is always a choice, because a rule with a variant that is not offered would show nothing */
function useMeasures(properties: Properties, shown: string): Choice[] {
  const { t, pick } = useTexts();
  return MEASURE_KINDS.flatMap((kind) => {
    const { of, ...form } = MEASURES[kind].form as MeasureForm;
    const own = variantOf(kind, shown);
    const variants = own === null || !form.variants || form.variants.includes(own) ? (form.variants ?? [null]) : [...form.variants, own];
    const measured =
      of === "events"
        ? [null]
        : properties.filter(({ type }) =>
            of === "amounts" ? languageOfType(type).measured === "amount" : languageOfType(type).measured !== "never",
          );
    return measured.flatMap((property) =>
      variants.map((variant) => ({
        value: codeOf({ kind, variant, property: property && property.code }),
        label: t(`rule.measureOf.${kind}`, {
          ...(of === "events" && variant !== null && { context: variant }),
          property: property ? pick(property.name) : "",
          variant: variant ?? "",
        }),
      })),
    );
  });
}

/** The time window: a duration, a calendar span, or any time. */
function Window({ window, onChange }: { window: WindowDraft; onChange: (window: WindowDraft) => void }) {
  const { t } = useTexts();
  const chosen = window.kind === "calendar" ? window.name : window.kind;
  const choose = (next: string): void => {
    if (next === "lifetime") onChange({ kind: "lifetime" });
    else if (next === "within") onChange({ kind: "within", duration: "90d" });
    else onChange({ kind: "calendar", name: next });
  };
  return (
    <>
      <Choose
        label={t("rule.window")}
        value={chosen}
        choices={(["within", "lifetime", ...CALENDARS] as const).map((one) => ({ value: one, label: t(`rule.windows.${one}`) }))}
        onChange={choose}
      />
      {window.kind === "within" && (
        <Span label={t("rule.duration")} value={window.duration} onChange={(duration) => onChange({ kind: "within", duration })} />
      )}
    </>
  );
}

interface WhereProps {
  readonly draft: EventDraft;
  readonly properties: Properties;
  readonly onChange: (next: Partial<EventDraft>) => void;
}

/** Conditions on the event's properties. */
function Where({ draft, properties, onChange }: WhereProps) {
  const { t, pick } = useTexts();
  const typeOf = (code: string): ValueType => properties.find((one) => one.code === code)?.type ?? "text";
  const free = freeOf(draft, properties);
  return (
    <>
      {draft.where.map(({ property, is, none }, index) => (
        <span key={property} className="tw-where">
          {property.includes("[]") && (
            <Choose
              label={t("rule.element")}
              value={none ? "none" : "some"}
              choices={(["some", "none"] as const).map((one) => ({ value: one, label: t(`rule.elements.${one}`) }))}
              onChange={(next) => onChange({ where: draft.where.with(index, { property, is, ...(next === "none" && { none: true }) }) })}
            />
          )}
          <Choose
            label={t("rule.property")}
            value={property}
            choices={properties
              .filter((one) => one.code === property || free.includes(one))
              .map(({ code, name }) => ({ value: code, label: pick(name) }))}
            onChange={(next) => onChange({ where: draft.where.with(index, { property: next, is: newCondition(typeOf(next)) }) })}
          />
          <ConditionTokens
            type={typeOf(property)}
            condition={is}
            onChange={(next) => onChange({ where: draft.where.with(index, { property, is: next, ...(none && { none }) }) })}
          />
          <button
            type="button"
            className="tw-where-out"
            aria-label={t("rule.removeWhere")}
            onClick={() => onChange({ where: draft.where.toSpliced(index, 1) })}
          >
            <Icon name="close" size={12} />
          </button>
        </span>
      ))}
    </>
  );
}

function AddWhere({ draft, properties, onChange }: WhereProps) {
  const { t } = useTexts();
  const [first] = freeOf(draft, properties);
  if (!first) return null;
  return (
    <Button
      size="small"
      type="text"
      className="tw-where-add"
      aria-label={t("rule.addWhere")}
      title={t("rule.addWhere")}
      onClick={() => onChange({ where: [...draft.where, { property: first.code, is: newCondition(first.type) }] })}
    >
      {t("rule.where")}
    </Button>
  );
}

function freeOf(draft: EventDraft, properties: Properties): Properties {
  return properties.filter(({ code }) => !draft.where.some(({ property }) => property === code));
}
