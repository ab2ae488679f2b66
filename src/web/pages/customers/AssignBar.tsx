import { useQuery } from "@tanstack/react-query";
import { Button, Dropdown, Popover, type MenuProps } from "antd";
import { useState } from "react";
import { listTags, type CustomerSummary, type TagSummary } from "../../../contract/index.ts";
import { tagKind } from "../../../kernel/index.ts";
import { ask } from "../../api/queries.ts";
import { ChipFace } from "../../components/chip/ChipFace.tsx";
import { NO_ASSIGNMENT_TEXT, AssignmentFields } from "../../components/assignment/AssignmentFields.tsx";
import { Icon } from "../../components/Icon.tsx";
import { SelectionBar } from "../../components/table/SelectionBar.tsx";
import { MOST_CUSTOMERS, useAssign } from "../../components/useAssign.tsx";
import { useTexts } from "../../i18n/index.ts";

/** Adds a static tag to the selected customers, or removes one. */
export function AssignBar({ chosen, onClear }: { chosen: readonly CustomerSummary[]; onClear: () => void }) {
  const { t, pick } = useTexts();
  const assign = useAssign();
  const [details, setDetails] = useState(NO_ASSIGNMENT_TEXT);
  const tags = useQuery(ask(listTags, {})).data?.items ?? [];
  const some = chosen.slice(0, MOST_CUSTOMERS);
  const having = (tag: TagSummary): CustomerSummary[] => some.filter((row) => row.tags.some(({ code }) => code === tag.code));
  const act = (tag: TagSummary, change: "add" | "remove"): void => {
    const have = having(tag);
    const concerned = change === "remove" ? have : some.filter((row) => !have.includes(row));
    void assign({ tag, change, customers: concerned.map(({ customer }) => customer), details }).then((worked) => {
      if (!worked) return;
      setDetails(NO_ASSIGNMENT_TEXT);
      onClear();
    });
  };
  const offered = tags.filter(({ kind, state }) => tagKind(kind).isAssigned && state === "published");
  const menu = (change: "add" | "remove"): NonNullable<MenuProps["items"]> =>
    offered
      .map((tag) => ({ tag, count: change === "remove" ? having(tag).length : some.length - having(tag).length }))
      .filter(({ count }) => count > 0)
      .map(({ tag, count }) => ({
        key: tag.code,
        label: (
          <span className="tw-assign-option">
            <ChipFace name={pick(tag.name)} color={tag.color} />
            <span className="tw-quiet">{count}</span>
          </span>
        ),
        onClick: () => act(tag, change),
      }));
  const [add, remove] = [menu("add"), menu("remove")];
  return (
    <SelectionBar count={chosen.length} onClear={onClear}>
      <Dropdown menu={{ items: add }} trigger={["click"]} disabled={add.length === 0} placement="topLeft">
        <Button icon={<Icon name="plus" />}>{t("assign.add")}</Button>
      </Dropdown>
      <Dropdown menu={{ items: remove }} trigger={["click"]} disabled={remove.length === 0} placement="topLeft">
        <Button icon={<Icon name="close" />} disabled={remove.length === 0}>
          {t("assign.remove")}
        </Button>
      </Dropdown>
      {offered.length > 0 && (
        <Popover trigger="click" placement="top" content={<AssignmentFields details={details} onDetails={setDetails} ends />}>
          <Button type={details.reason.trim() + details.until === "" ? "text" : "dashed"}>{t("assignment.say")}…</Button>
        </Popover>
      )}
      {offered.length === 0 && <span className="tw-quiet">{t("assign.noStatic")}</span>}
    </SelectionBar>
  );
}
