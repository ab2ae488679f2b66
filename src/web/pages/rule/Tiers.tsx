import { closestCenter, DndContext, KeyboardSensor, PointerSensor, useSensor, useSensors, type DragEndEvent } from "@dnd-kit/core";
import { SortableContext, sortableKeyboardCoordinates, useSortable, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import { Input } from "antd";
import type { KeyboardEvent } from "react";
import { Icon } from "../../components/Icon.tsx";
import { Num } from "../../components/Num.tsx";
import { useTexts } from "../../i18n/index.ts";
import { Root } from "./Root.tsx";
import { useRuleContext } from "./ruleContext.ts";
import { isRaw, type Raw } from "./tree.ts";
import "./tiers.css";

interface Props {
  readonly definition: Raw;
  readonly onChange: (definition: Raw) => void;
}

/** The tiers of a tag as rows: the first that holds decides. They are moved by drag, by Alt and an arrow key, or by the handle's keys. */
export function Tiers({ definition, onChange }: Props) {
  const { t } = useTexts();
  const { exact, stale } = useRuleContext();
  const tiers = tiersOf(definition);
  const put = (values: readonly Raw[]): void => onChange({ ...definition, values });
  const moveTo = (from: number, to: number): void => {
    if (to >= 0 && to < tiers.length) put(tiers.toSpliced(from, 1).toSpliced(to, 0, tiers[from]!));
  };
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const dropped = ({ active, over }: DragEndEvent): void => {
    if (over && active.id !== over.id) moveTo(Number(active.id) - 1, Number(over.id) - 1);
  };
  const place = (id: string | number | undefined) => t("newTag.tierPlace", { number: id ?? "" });
  const spoken = {
    screenReaderInstructions: { draggable: t("newTag.moveTierHelp") },
    announcements: {
      onDragStart: () => t("newTag.tierPicked"),
      onDragOver: ({ over }: Pick<DragEndEvent, "over">) => place(over?.id),
      onDragEnd: ({ over }: Pick<DragEndEvent, "over">) => t("newTag.tierDropped", { place: place(over?.id) }),
      onDragCancel: () => t("newTag.tierCancelled"),
    },
  };
  // The sum of all tiers is the count of the tag; the rest have none of them.
  const counts = exact?.values ?? [];
  const fallback = definition["default"];
  const named = typeof fallback === "string" ? fallback : "";
  return (
    <div className="tw-tier-list">
      <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={dropped} accessibility={spoken}>
        {/* An id of 0 would count as none. */}
        <SortableContext items={tiers.map((_, index) => index + 1)} strategy={verticalListSortingStrategy}>
          {tiers.map((tier, index) => (
            <Tier
              key={index}
              index={index}
              tier={tier}
              count={counts[index]?.count}
              stale={stale}
              onChange={(next) => put(tiers.with(index, next))}
              onRemove={tiers.length > 1 ? () => put(tiers.toSpliced(index, 1)) : undefined}
              onMove={(by) => moveTo(index, index + by)}
            />
          ))}
        </SortableContext>
      </DndContext>
      <button type="button" className="tw-add" onClick={() => put([...tiers, { value: "", rule: {} }])}>
        <Icon name="plus" size={13} /> {t("newTag.addTier")}
      </button>
      <label className="tw-tier-rest">
        <span>{t("newTag.rest")}</span>
        <Input
          value={named}
          placeholder={t("newTag.restNone")}
          onChange={({ target: { value } }) => onChange({ ...definition, default: value === "" ? undefined : value })}
        />
        {named !== "" && counts.length > tiers.length && (
          <span className={stale ? "tw-count-stale" : undefined}>
            <Num value={counts.at(-1)!.count} />
          </span>
        )}
      </label>
    </div>
  );
}

function tiersOf({ values }: Raw): readonly Raw[] {
  return Array.isArray(values) ? values.map((tier: unknown) => (isRaw(tier) ? tier : {})) : [];
}

interface TierProps {
  readonly index: number;
  readonly tier: Raw;
  readonly count: number | undefined;
  readonly stale: boolean;
  readonly onChange: (tier: Raw) => void;
  readonly onRemove: (() => void) | undefined;
  readonly onMove: (by: 1 | -1) => void;
}

function Tier({ index, tier, count, stale, onChange, onRemove, onMove }: TierProps) {
  const { t, lang } = useTexts();
  const { issues } = useRuleContext();
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({ id: index + 1 });
  const own = issues.filter(({ path }) => path === `values[${index}].value` || path === `values[${index}]`);
  const name = typeof tier["value"] === "string" || typeof tier["value"] === "number" ? String(tier["value"]) : "";
  const byKeyboard = (event: KeyboardEvent): void => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key] as 1 | -1 | undefined;
    if (by === undefined || !event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(by);
  };
  return (
    <div
      ref={setNodeRef}
      className={isDragging ? "tw-tier tw-tier-dragged" : "tw-tier"}
      style={{ transform: CSS.Translate.toString(transform), transition }}
      role="group"
      aria-label={t("newTag.tier", { number: index + 1, name })}
    >
      <div className="tw-tier-head">
        <button
          type="button"
          ref={setActivatorNodeRef}
          className="tw-tool tw-tier-handle"
          {...attributes}
          {...listeners}
          aria-label={t("newTag.moveTier", { number: index + 1 })}
          title={t("newTag.moveTierHelp")}
        >
          <Icon name="grip" />
        </button>
        <Input
          aria-label={t("newTag.tierName")}
          placeholder={t("newTag.tierExample")}
          status={own.length > 0 && name !== "" ? "error" : ""}
          value={name}
          onKeyDown={byKeyboard}
          onChange={({ target: { value } }) => onChange({ ...tier, value })}
        />
        <span className={stale ? "tw-tier-count tw-count-stale" : "tw-tier-count"}>
          {count === undefined ? "–" : <Num value={count} />}
        </span>
        {onRemove && (
          <button type="button" className="tw-tool" aria-label={t("newTag.removeTier", { number: index + 1 })} onClick={onRemove}>
            <Icon name="close" size={14} />
          </button>
        )}
      </div>
      {name !== "" &&
        own.map((issue) => (
          <p key={issue.code} className="tw-field-wrong" role="alert">
            {issue[lang]}
          </p>
        ))}
      <Root
        path={`values[${index}].rule`}
        rule={isRaw(tier["rule"]) ? tier["rule"] : null}
        onChange={(rule) => onChange({ ...tier, rule: rule ?? {} })}
      />
    </div>
  );
}
