import { Dropdown, type MenuProps } from "antd";
import type { KeyboardEvent } from "react";
import { Icon } from "../../components/Icon.tsx";
import { useTexts } from "../../i18n/index.ts";
import { Count } from "./Count.tsx";
import { Leaf } from "./Leaf.tsx";
import { added, moved, negated, partsOf, pathOf, shapeOf, allAnySwapped, type Raw } from "./tree.ts";
import { useRuleContext } from "./ruleContext.ts";

interface Props {
  readonly raw: Raw;
  readonly path: string;
  /** Null removes the node. */
  readonly onChange: (raw: Raw | null) => void;
  /** Moves it among its siblings; absent if it has none. */
  readonly onMove?: ((by: 1 | -1) => void) | undefined;
}

/** A part of the rule: a group, a negation or a condition, with its count at the right edge. */
export function Node(props: Props) {
  switch (shapeOf(props.raw)) {
    case "all":
    case "any":
      return <Group {...props} />;
    case "not":
      return <Not {...props} />;
    default:
      return <Row {...props} />;
  }
}

function Group({ raw, path, onChange, onMove }: Props) {
  const { t } = useTexts();
  const shape = shapeOf(raw) as "all" | "any";
  const parts = partsOf(raw);
  return (
    <div className={`tw-group tw-group-${shape}`} role="group" aria-label={t(`rule.${shape}`)} onKeyDown={byKeyboard(onMove)}>
      <div className="tw-gutter">
        <button type="button" className="tw-gutter-word" title={t("rule.turn")} onClick={() => onChange(allAnySwapped(raw))}>
          {t(shape === "all" ? "rule.and" : "rule.or")}
        </button>
      </div>
      <div className="tw-group-parts">
        <div className="tw-group-head">
          <span className="tw-quiet">{t(`rule.${shape}`)}</span>
          <Count path={path} />
          <More raw={raw} onChange={onChange} onMove={onMove} />
        </div>
        {parts.map((part, index) => (
          <Node
            key={index}
            raw={part}
            path={pathOf(path, raw, index)}
            onChange={(next) => {
              const left = next === null ? parts.toSpliced(index, 1) : parts.with(index, next);
              onChange(left.length === 0 ? null : { [shape]: left });
            }}
            onMove={parts.length > 1 ? (by) => onChange(moved(raw, index, by)) : undefined}
          />
        ))}
        <Add onAdd={(part) => onChange(added(raw, part))} />
      </div>
    </div>
  );
}

function Not({ raw, path, onChange, onMove }: Props) {
  const { t } = useTexts();
  const inner = raw["not"] as Raw;
  const leaf = !["all", "any", "not"].includes(shapeOf(inner));
  return (
    <div className="tw-not" role="group" aria-label={t("rule.not")} onKeyDown={byKeyboard(onMove)}>
      <button type="button" className="tw-not-word" title={t("rule.unnegate")} onClick={() => onChange(inner)}>
        {t("rule.notWord")}
      </button>
      <div className="tw-not-part">
        <Node raw={inner} path={`${path}.not`} onChange={(next) => onChange(next && { not: next })} onMove={onMove} />
      </div>
      {!leaf && <Count path={path} />}
    </div>
  );
}

function Row({ raw, path, onChange, onMove }: Props) {
  const { t, lang } = useTexts();
  const { issues } = useRuleContext();
  // A negated part shows the count of its `not`: the customers who satisfy the negation.
  const counted = path.endsWith(".not") ? path.slice(0, -".not".length) : path;
  // A new condition without a choice yet shows no error.
  const waiting = ["tag", "attribute", "segment"].some((key) => raw[key] === "");
  const own = waiting
    ? []
    : issues.filter((issue) => issue.path === path || issue.path.startsWith(`${path}.`) || issue.path.startsWith(`${path}[`));
  return (
    <div className="tw-leaf" role="group" aria-label={t("rule.condition")} onKeyDown={byKeyboard(onMove)}>
      <div className="tw-leaf-tokens">
        <Leaf raw={raw} onChange={onChange} />
      </div>
      <Count path={counted} />
      <More raw={raw} onChange={onChange} onMove={onMove} />
      {own.map((issue) => (
        <Wrong key={issue.path + issue.code} words={issue[lang]} suggestion={issue.suggestion} />
      ))}
    </div>
  );
}

function Wrong({ words, suggestion }: { words: string; suggestion: string | undefined }) {
  const { t } = useTexts();
  return (
    <p className="tw-leaf-wrong" role="alert">
      {words}
      {suggestion && !words.includes(suggestion) && <em> {t("common.didYouMean", { suggestion })}</em>}
    </p>
  );
}

/** Alt with an arrow key moves a part among its siblings. */
function byKeyboard(onMove: Props["onMove"]) {
  return (event: KeyboardEvent): void => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key] as 1 | -1 | undefined;
    if (!onMove || by === undefined || !event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(by);
  };
}

function More({ raw, onChange, onMove }: Pick<Props, "raw" | "onChange" | "onMove">) {
  const { t } = useTexts();
  const items: MenuProps["items"] = [
    { key: "not", label: t("rule.negate"), onClick: () => onChange(negated(raw)) },
    { key: "group", label: t("rule.group"), onClick: () => onChange({ any: [raw] }) },
    ...(onMove
      ? [
          { key: "up", label: t("rule.up"), onClick: () => onMove(-1) },
          { key: "down", label: t("rule.down"), onClick: () => onMove(1) },
        ]
      : []),
    { type: "divider" },
    { key: "out", label: t("rule.remove"), onClick: () => onChange(null) },
  ];
  return (
    <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
      <button type="button" className="tw-tool tw-more" aria-label={t("rule.more")} aria-haspopup="menu">
        <Icon name="grip" />
      </button>
    </Dropdown>
  );
}

/** New conditions. */
const NEW: Readonly<Record<"event" | "attribute" | "tag" | "segment" | "any", Raw>> = {
  event: { event: "Order Completed", within: "90d", is: ">= 1" },
  attribute: { attribute: "" },
  tag: { tag: "" },
  segment: { segment: "" },
  any: { any: [{ event: "Order Completed", within: "90d", is: ">= 1" }] },
};

export function Add({ onAdd }: { onAdd: (part: Raw) => void }) {
  const { t } = useTexts();
  const items = (["event", "attribute", "tag", "segment", "any"] as const).map((kind) => ({
    key: kind,
    label: t(`rule.add.${kind}`),
    onClick: () => onAdd(NEW[kind]),
  }));
  return (
    <Dropdown menu={{ items }} trigger={["click"]}>
      <button type="button" className="tw-add" aria-haspopup="menu">
        <Icon name="plus" size={13} /> {t("rule.add.title")}
      </button>
    </Dropdown>
  );
}
