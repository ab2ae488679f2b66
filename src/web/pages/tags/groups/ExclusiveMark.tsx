import { useQuery } from "@tanstack/react-query";
import { listTagOverlaps, type TagGroup } from "../../../../contract/index.ts";
import { ask } from "../../../api/queries.ts";
import { Icon } from "../../../components/Icon.tsx";
import { useTexts } from "../../../i18n/index.ts";
import { usePhone } from "../../../preferences.ts";

/** Says that a group is exclusive, and how many customers have two of its tags. The pairs stand in the title. */
export function ExclusiveMark({ group }: { group: TagGroup }) {
  const { t, pick } = useTexts();
  const phone = usePhone();
  const overlaps = (useQuery(ask(listTagOverlaps, {})).data?.items ?? []).filter((overlap) => overlap.group === group.id);
  // A telephone has room for the name alone; the form of the group says whether it is exclusive.
  if (overlaps.length === 0)
    return (
      <span className={phone ? "tw-hidden" : "tw-tree-mark"} title={t(`exclusiveHelp.${group.exclusive}`)}>
        {t("tagGroups.exclusiveMark")}
      </span>
    );
  const pairs = overlaps.map(({ tags: [one, two], customers }) =>
    t("tagGroups.overlap", { one: pick(one.name), two: pick(two.name), count: customers }),
  );
  return (
    <span className="tw-tree-mark tw-amber" title={pairs.join("\n")}>
      {phone ? <Icon name="warning" size={14} /> : t("tagGroups.overlapping", { count: overlaps.length })}
      <span className="tw-hidden">{pairs.join(" ")}</span>
    </span>
  );
}
