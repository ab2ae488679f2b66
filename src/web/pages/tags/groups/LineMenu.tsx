import { Dropdown, type MenuProps } from "antd";
import { Icon } from "../../../components/Icon.tsx";
import { useTexts } from "../../../i18n/index.ts";
import { usePhone } from "../../../preferences.ts";
import type { TreeLine } from "../tree.ts";
import type { Step } from "./moves.ts";

/** What the menu of a line asks for. */
export type Wish = "below" | "edit" | "move" | "remove" | Step;

interface Props {
  readonly line: TreeLine;
  readonly onWish: (line: TreeLine, wish: Wish) => void;
}

/** What can be done with a group or a tag of the tree. The same moves have keys, which stand beside them. */
export function LineMenu({ line, onWish }: Props) {
  const { t, pick } = useTexts();
  const phone = usePhone();
  const name = pick(line.kind === "group" ? line.group.name : line.tag.name);
  const item = (wish: Wish, label: string, key?: string) => ({
    key: wish,
    label,
    ...(key && !phone && { extra: key }),
    ...(wish === "remove" && { danger: true }),
  });
  const items: MenuProps["items"] = [
    ...(line.kind === "group" ? [item("below", t("tagGroups.newBelow")), item("edit", t("tagGroups.editItem"))] : []),
    item("move", t("tagGroups.moveTo")),
    item("up", t("tagGroups.up"), "Alt ↑"),
    item("down", t("tagGroups.down"), "Alt ↓"),
    ...(line.kind === "group" ? [{ type: "divider" as const }, item("remove", t("tagGroups.remove"))] : []),
  ];
  return (
    <Dropdown
      trigger={["click"]}
      placement="bottomRight"
      menu={{
        items,
        onClick: ({ key, domEvent }) => {
          // The menu is a React child of the row, whose click opens the tag.
          domEvent.stopPropagation();
          onWish(line, key as Wish);
        },
      }}
    >
      <button type="button" className="tw-line-menu" aria-haspopup="menu" aria-label={t("tagGroups.menu", { name })}>
        <Icon name="more" />
      </button>
    </Dropdown>
  );
}
