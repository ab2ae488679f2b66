import { Select } from "antd";
import { Fragment } from "react";
import type { TagSummary } from "../../../contract/index.ts";
import { tagKind } from "../../../kernel/index.ts";
import { useTexts } from "../../i18n/index.ts";
import { searchOfTags } from "../tagText.ts";
import { ChipFace } from "../chip/ChipFace.tsx";
import type { Flat, Part } from "./flat.ts";
import { PartMenu } from "./PartMenu.tsx";

interface Props {
  readonly flat: Flat;
  readonly tags: readonly TagSummary[];
  readonly onChange: (flat: Flat) => void;
}

/** A picker of several tags. A click on the word between them switches all of them between *and* and *or*. */
export function Builder({ flat, tags, onChange }: Props) {
  const { t, pick } = useTexts();
  const replace = (index: number, part: Part | null): void =>
    onChange({ ...flat, parts: part ? flat.parts.with(index, part) : flat.parts.toSpliced(index, 1) });
  const offered = tags.filter(({ kind, state }) => tagKind(kind).hasMembers && state !== "retired");
  return (
    <div className="tw-builder" role="group" aria-label={t("combine.label")}>
      {flat.parts.map((part, index) => {
        const tag = tags.find(({ code }) => code === part.code);
        return (
          <Fragment key={`${part.code} ${index}`}>
            {index > 0 && (
              <button
                type="button"
                className="tw-builder-join"
                title={t("combine.turn")}
                onClick={() => onChange({ ...flat, join: flat.join === "and" ? "or" : "and" })}
              >
                {t(`combine.${flat.join}`)}
              </button>
            )}
            {tag && <PartMenu part={part} tag={tag} onChange={(next) => replace(index, next)} />}
          </Fragment>
        );
      })}
      <Select<string>
        className="tw-builder-add"
        variant="borderless"
        showSearch={searchOfTags(offered)}
        placeholder={t(flat.parts.length === 0 ? "combine.first" : "combine.add")}
        aria-label={t("combine.add")}
        suffixIcon={null}
        popupMatchSelectWidth={false}
        value={null as unknown as string}
        onSelect={(code) => onChange({ ...flat, parts: [...flat.parts, { code, not: false, value: null }] })}
        options={offered.map(({ code }) => ({ value: code }))}
        optionRender={({ value }) => {
          const tag = tags.find(({ code }) => code === value)!;
          return (
            <span className="tw-builder-option">
              <ChipFace name={pick(tag.name)} color={tag.color} />
              <span className="tw-quiet tw-cut">{tag.group.length > 0 && pick(tag.group.at(-1)!)}</span>
            </span>
          );
        }}
        notFoundContent={<span className="tw-quiet">{t("tags.noneFound")}</span>}
      />
    </div>
  );
}
