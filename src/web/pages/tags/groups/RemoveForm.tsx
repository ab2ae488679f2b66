import { Button, Modal } from "antd";
import { useState } from "react";
import { removeTagGroup, type TagGroup } from "../../../../contract/index.ts";
import { useAct } from "../../../api/useAct.ts";
import { groupAndBelow } from "../../../components/tagGroups.ts";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import { useTexts } from "../../../i18n/index.ts";
import { GroupSelect, TOP } from "./GroupSelect.tsx";
import { useTreeChanged } from "./useTreeChanged.ts";

interface Props {
  readonly group: TagGroup;
  readonly groups: readonly TagGroup[];
  readonly onClose: () => void;
}

/** Removes a group. What is in it moves to the group that is chosen; tags are never removed. */
export function RemoveForm({ group, groups, onClose }: Props) {
  const { t, pick } = useTexts();
  const [target, setTarget] = useState(group.parent === null ? TOP : String(group.parent));
  const changed = useTreeChanged();
  const remove = useAct(removeTagGroup, { onSuccess: () => changed().then(onClose) });
  const below = groups.filter(({ parent }) => parent === group.id).length;
  const empty = group.tags + below === 0;
  return (
    <Modal
      open
      onCancel={onClose}
      title={t("tagGroups.removeAsk", { group: pick(group.name) })}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button
            type="primary"
            danger
            loading={remove.isPending}
            onClick={() => remove.mutate({ group: String(group.id), ...(!empty && { moveTo: target }) })}
          >
            {t("common.delete")}
          </Button>
        </>
      }
    >
      <div className="tw-group-form">
        {empty ? (
          <p>{t("tagGroups.removeEmpty")}</p>
        ) : (
          <>
            <p>{t("tagGroups.removeHolds", { tags: group.tags, groups: below })}</p>
            <label htmlFor="remove-target" className="tw-group-label">
              {t("tagGroups.target")}
            </label>
            <GroupSelect
              id="remove-target"
              groups={groups}
              value={target}
              onChange={setTarget}
              top={t("tagGroups.ungrouped")}
              without={groupAndBelow(groups, group.id)}
            />
          </>
        )}
        {remove.error && <ProblemNote problem={remove.error} />}
      </div>
    </Modal>
  );
}
