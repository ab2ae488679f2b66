import { useMemo } from "react";
import { Ago } from "../../components/Ago.tsx";
import { Bar } from "../../components/Bar.tsx";
import { TagChip } from "../../components/chip/TagChip.tsx";
import { Shape } from "../../components/chip/Shape.tsx";
import { Icon } from "../../components/Icon.tsx";
import { CountingNum } from "../../components/Num.tsx";
import type { Column } from "../../components/table/tableColumn.ts";
import { useFormat } from "../../format/useFormat.ts";
import { useTexts } from "../../i18n/index.ts";
import { ExclusiveMark } from "./groups/ExclusiveMark.tsx";
import { LineMenu, type Wish } from "./groups/LineMenu.tsx";
import type { TreeLine } from "./tree.ts";

const INDENT_PIXELS = 18;

interface Acts {
  /** Opens or closes the group with this number. */
  readonly fold: (id: number) => void;
  /** Undefined: who looks may not change the tree. */
  readonly onWish?: ((line: TreeLine, wish: Wish) => void) | undefined;
}

export function useTagColumns({ fold, onWish }: Acts): readonly Column<TreeLine>[] {
  const { t, lang, pick } = useTexts();
  const { percent } = useFormat();
  return useMemo(
    () => [
      {
        key: "name",
        title: t("tags.name"),
        width: 220,
        phone: 174,
        grow: 2,
        bone: 120,
        cell: (line) =>
          line.kind === "group" ? (
            <button
              type="button"
              className="tw-tree-fold"
              data-main
              style={{ marginLeft: (line.level - 1) * INDENT_PIXELS }}
              aria-label={t(line.folded ? "tags.unfold" : "tags.fold", { group: pick(line.group.name) })}
              onClick={() => fold(line.group.id)}
            >
              <Icon name={line.folded ? "right" : "down"} size={14} />
              {line.group.color && <Shape color={line.group.color} size={10} />}
              <span className="tw-cut">{pick(line.group.name)}</span>
              <span className="tw-quiet">{line.tags}</span>
              {line.group.exclusive !== "none" && <ExclusiveMark group={line.group} />}
              {line.group.description && <span className="tw-tree-description tw-quiet tw-cut">{line.group.description}</span>}
            </button>
          ) : (
            <span className="tw-tree-tag" style={{ marginLeft: (line.level - 1) * INDENT_PIXELS }}>
              <TagChip tag={line.tag} main />
              {line.tag.failure && (
                <span className="tw-amber" title={line.tag.failure[lang]}>
                  <Icon name="warning" size={14} />
                  <span className="tw-hidden">{t("tagState.failing")}</span>
                </span>
              )}
              {line.tag.state !== "published" && <span className="tw-quiet">{t(`tagState.${line.tag.state}`)}</span>}
            </span>
          ),
      },
      {
        key: "kind",
        title: t("tags.kind"),
        width: 80,
        wide: true,
        bone: 36,
        cell: (line) => line.kind === "tag" && <span className="tw-quiet">{t(`kind.${line.tag.kind}`)}</span>,
      },
      {
        key: "members",
        title: t("tags.members"),
        width: 88,
        phone: 72,
        align: "right",
        bone: 48,
        cell: (line) =>
          line.kind === "tag" &&
          (line.tag.members === null ? <span className="tw-quiet">–</span> : <CountingNum value={line.tag.members} />),
      },
      {
        key: "coverage",
        title: t("tags.coverage"),
        width: 150,
        phone: 72,
        grow: 1,
        cell: (line) =>
          line.kind === "tag" &&
          line.tag.coverage !== null && (
            <span className="tw-coverage">
              <Bar share={line.tag.coverage} color={`var(--tag-${line.tag.color}-dot)`} />
              <span>{percent(line.tag.coverage)}</span>
            </span>
          ),
      },
      {
        key: "evaluated",
        title: t("tags.evaluated"),
        width: 116,
        wide: true,
        bone: 64,
        cell: (line) =>
          line.kind === "tag" && (
            <span className="tw-quiet">{line.tag.evaluatedAt ? <Ago at={line.tag.evaluatedAt} /> : t("tags.notYet")}</span>
          ),
      },
      {
        key: "owner",
        title: t("tags.owner"),
        width: 120,
        wide: true,
        bone: 60,
        cell: (line) => <span className="tw-quiet tw-cut">{(line.kind === "tag" ? line.tag : line.group).owner}</span>,
      },
      {
        key: "code",
        title: t("tags.code"),
        width: 150,
        wide: true,
        bone: 90,
        cell: (line) => line.kind === "tag" && <code className="tw-quiet tw-cut">{line.tag.code}</code>,
      },
      ...(onWish
        ? [
            {
              key: "acts",
              title: "",
              width: 48,
              phone: 40,
              bone: 0,
              cell: (line: TreeLine) => <LineMenu line={line} onWish={onWish} />,
            },
          ]
        : []),
    ],
    [t, lang, pick, percent, fold, onWish],
  );
}
