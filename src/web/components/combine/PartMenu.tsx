import { useQuery } from "@tanstack/react-query";
import { Dropdown, type MenuProps } from "antd";
import { useState } from "react";
import { readTag, type TagSummary } from "../../../contract/index.ts";
import { tagKind } from "../../../kernel/index.ts";
import { ask } from "../../api/queries.ts";
import { useTexts } from "../../i18n/index.ts";
import { ChipFace } from "../chip/ChipFace.tsx";
import { Icon } from "../Icon.tsx";
import type { Part } from "./flat.ts";

interface Props {
  readonly part: Part;
  readonly tag: TagSummary;
  /** Null removes the part. */
  readonly onChange: (part: Part | null) => void;
}

/** The menu for one tag of a combination: has it, does not have it, has one value, or remove it. */
export function PartMenu({ part, tag, onChange }: Props) {
  const { t, pick } = useTexts();
  const [open, setOpen] = useState(false);
  const tiered = tagKind(tag.kind).hasTiers;
  const { data } = useQuery({ ...ask(readTag, { tag: tag.code }), enabled: open && tiered });
  const items: MenuProps["items"] = [
    { key: "has", label: t("combine.has"), onClick: () => onChange({ ...part, not: false }) },
    { key: "not", label: t("combine.hasNot"), onClick: () => onChange({ ...part, not: true }) },
    ...(tiered
      ? [
          { type: "divider" as const },
          { key: "any", label: t("combine.anyValue"), onClick: () => onChange({ ...part, value: null }) },
          ...(data?.values ?? []).map(({ value }) => ({ key: `= ${value}`, label: value, onClick: () => onChange({ ...part, value }) })),
        ]
      : []),
    { type: "divider" },
    { key: "out", label: t("combine.remove"), onClick: () => onChange(null) },
  ];
  const selectedKeys = [part.not ? "not" : "has", ...(tiered ? [part.value === null ? "any" : `= ${part.value}`] : [])];
  return (
    <span className="tw-part">
      <Dropdown menu={{ items, selectedKeys }} trigger={["click"]} open={open} onOpenChange={setOpen}>
        <button type="button" className="tw-part-chip" aria-haspopup="menu" aria-expanded={open}>
          {part.not && <span className="tw-part-not">{t("combine.not")}</span>}
          <ChipFace name={pick(tag.name)} color={tag.color} value={part.value} />
        </button>
      </Dropdown>
      <button
        type="button"
        className="tw-part-out"
        aria-label={t("combine.removeTag", { tag: pick(tag.name) })}
        onClick={() => onChange(null)}
      >
        <Icon name="close" size={12} />
      </button>
    </span>
  );
}
