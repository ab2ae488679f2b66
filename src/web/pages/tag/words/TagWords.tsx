import { Input, Select } from "antd";
import { useState } from "react";
import { TAG_COLORS } from "../../../../contract/index.ts";
import type { Issue } from "../../../api/problem.ts";
import { useTexts } from "../../../i18n/index.ts";
import { useTagGroups } from "../../../components/tagGroups.ts";
import { ColorChoice } from "../../tags/groups/ColorChoice.tsx";
import { GroupSelect, TOP } from "../../tags/groups/GroupSelect.tsx";
import { Field } from "./Field.tsx";
import { nameOf, textOf, type TagDraft } from "./tagDraft.ts";
import type { Checked } from "./useTagCheck.ts";
import "./tagWords.css";

interface Props {
  readonly draft: TagDraft;
  readonly onChange: (draft: TagDraft) => void;
  readonly checked: Checked;
  /** Further issues, such as those of a refused save. */
  readonly issues?: readonly Issue[];
  /** A new tag also chooses its group and code. */
  readonly isNew: boolean;
  /** Metrics have a unit; that of a new one stands beside its measure. */
  readonly hasUnit?: boolean;
}

const REVIEWS = ["monthly", "quarterly", "half-yearly"] as const;

/** Everything of a tag that is not its rule. A name in one language is enough. */
export function TagWords({ draft, onChange, checked, issues = [], isNew, hasUnit = false }: Props) {
  const { t, lang } = useTexts();
  const [more, setMore] = useState(!isNew);
  const all = [...checked.issues, ...issues];
  const at = (...paths: string[]) => all.filter(({ path }) => paths.includes(path));
  const doubts = (field: Checked["remarks"][number]["field"]) => checked.remarks.filter((remark) => remark.field === field);
  const put = (change: TagDraft): void => onChange({ ...draft, ...change });
  const name = nameOf(draft);
  const other = lang === "zh" ? "en" : "zh";
  const color = TAG_COLORS.find((one) => one === draft["color"]) ?? "teal";
  const text = (key: "meaning" | "criteria" | "purpose" | "notes", rows: number) => (
    <Field key={key} label={t(`tagWords.${key}`)} hint={t(`tagWords.${key}Help`)} issues={at(key)} wide>
      {(control) => (
        <Input.TextArea
          {...control}
          autoSize={{ minRows: rows, maxRows: 8 }}
          value={textOf(draft[key])}
          onChange={(event) => put({ [key]: event.target.value })}
        />
      )}
    </Field>
  );
  const line = (key: "owner" | "code" | "unit", hint?: string, placeholder?: string) => (
    <Field key={key} label={t(`tagWords.${key}`)} hint={hint} issues={at(key)}>
      {(control) => (
        <Input {...control} placeholder={placeholder} value={textOf(draft[key])} onChange={(event) => put({ [key]: event.target.value })} />
      )}
    </Field>
  );
  return (
    <section className="tw-sheet tw-words" aria-label={t("tagWords.title")}>
      <Field
        label={t("tagWords.name")}
        issues={at("name", `name.${lang}`)}
        remarks={[...doubts(`name.${lang}`), ...(name[other] === "" ? doubts(`name.${other}`) : [])]}
      >
        {(control) => (
          <Input
            {...control}
            value={name[lang]}
            placeholder={t("rule.eg", { example: t("rule.nameExample") })}
            spellCheck={false}
            onChange={(event) => put({ name: { ...name, [lang]: event.target.value } })}
          />
        )}
      </Field>
      <Field label={t("tagWords.color")} issues={at("color")}>
        {() => <ColorChoice label={t("tagWords.color")} required value={color} onChange={(next) => put({ color: next ?? undefined })} />}
      </Field>
      {text("meaning", 2)}
      {isNew && (
        <button type="button" className="tw-link tw-words-more" aria-expanded={more} onClick={() => setMore(!more)}>
          {t(more ? "tagWords.less" : "tagWords.more")}
        </button>
      )}
      {more && (
        <>
          <Field
            label={t("tagWords.otherName")}
            hint={t("tagWords.otherNameHelp")}
            issues={at(`name.${other}`)}
            remarks={name[other] === "" ? [] : doubts(`name.${other}`)}
          >
            {(control) => (
              <Input
                {...control}
                value={name[other]}
                spellCheck={false}
                onChange={(event) => put({ name: { ...name, [other]: event.target.value } })}
              />
            )}
          </Field>
          {isNew && line("code", t("tagWords.codeHelp"), checked.code)}
          {isNew && <GroupField draft={draft} issues={at("group")} onChange={put} />}
          {hasUnit && line("unit")}
          {line("owner", t("tagWords.ownerHelp"))}
          {text("criteria", 2)}
          {text("purpose", 1)}
          <Field label={t("tagWords.aliases")} hint={t("tagWords.aliasesHelp")} issues={at("aliases")}>
            {({ id }) => (
              <Select
                id={id}
                mode="tags"
                open={false}
                suffixIcon={null}
                value={Array.isArray(draft["aliases"]) ? (draft["aliases"] as string[]) : []}
                onChange={(aliases: string[]) => put({ aliases })}
              />
            )}
          </Field>
          <Field label={t("tag.review")} issues={at("review")}>
            {({ id }) => (
              <Select
                id={id}
                allowClear
                placeholder={t("common.none")}
                value={textOf(draft["review"]) || null}
                onChange={(review?: string) => put({ review: review ?? null })}
                options={REVIEWS.map((value) => ({ value, label: t(`review.${value}`) }))}
              />
            )}
          </Field>
          {text("notes", 1)}
        </>
      )}
    </section>
  );
}

interface GroupProps {
  readonly draft: TagDraft;
  readonly issues: readonly Issue[];
  readonly onChange: (change: TagDraft) => void;
}

function GroupField({ draft, issues, onChange }: GroupProps) {
  const { t } = useTexts();
  const groups = useTagGroups();
  const pathOf = ({ path }: (typeof groups)[number]) => path.map(({ zh }) => zh);
  const written = draft["group"];
  const steps = Array.isArray(written) ? written.join("/") : textOf(written);
  const chosen = groups.find((group) => pathOf(group).join("/") === steps);
  return (
    <Field label={t("tags.group")} issues={issues}>
      {({ id }) => (
        <GroupSelect
          id={id}
          groups={groups}
          top={t("tagGroups.ungrouped")}
          value={chosen ? String(chosen.id) : TOP}
          onChange={(next) => {
            const group = groups.find((one) => String(one.id) === next);
            onChange({ group: group ? pathOf(group) : undefined });
          }}
        />
      )}
    </Field>
  );
}
