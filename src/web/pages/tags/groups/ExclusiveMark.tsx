import { useQuery } from "@tanstack/react-query";
import { listTagOverlaps, type TagGroup } from "../../../../contract/index.ts";
import { ask } from "../../../api/queries.ts";
import { useTexts } from "../../../i18n/index.ts";

/** Says that a group is exclusive, and how many customers have two of its tags. The pairs stand in the title. */
export function ExclusiveMark({ group }: { group: TagGroup }) {
  const { t, pick } = useTexts();
  const overlaps = (useQuery(ask(listTagOverlaps, {})).data?.items ?? []).filter((overlap) => overlap.group === group.id);
  if (overlaps.length === 0)
    return (
      <span className="tw-tree-mark" title={t(`exclusiveHelp.${group.exclusive}`)}>
        {t("tagGroups.exclusiveMark")}
      </span>
    );
  const pairs = overlaps.map(({ tags: [one, two], customers }) =>
    t("tagGroups.overlap", { one: pick(one.name), two: pick(two.name), count: customers }),
  );
  return (
    <span className="tw-tree-mark tw-amber" title={pairs.join("\n")}>
      {t("tagGroups.overlapping", { count: overlaps.length })}
      <span className="tw-hidden">{pairs.join(" ")}</span>
    </span>
  );
}
