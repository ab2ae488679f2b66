import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import type { Segment } from "../../../contract/index.ts";
import { usesText } from "../../../kernel/index.ts";
import { Ago } from "../../components/Ago.tsx";
import { ExportButton } from "../../components/export/ExportButton.tsx";
import { Icon } from "../../components/Icon.tsx";
import { CountingNum } from "../../components/Num.tsx";
import type { Column } from "../../components/table/tableColumn.ts";
import { useTexts } from "../../i18n/index.ts";

interface Acts {
  readonly may: boolean;
  readonly mayExport: boolean;
  /** May make a tag of a segment. */
  readonly mayTag: boolean;
  readonly onEdit: (segment: Segment) => void;
  readonly onDelete: (segment: Segment) => void;
}

export function useSegmentColumns({ may, mayExport, mayTag, onEdit, onDelete }: Acts): readonly Column<Segment>[] {
  const { t, pick } = useTexts();
  return useMemo(() => {
    const acts: Column<Segment> = {
      key: "acts",
      title: "",
      width: 152,
      bone: 0,
      cell: (segment) => (
        <span className="tw-segment-acts">
          {mayExport && (
            <ExportButton small what="customers" where={segment.where} label={t("segments.exportOne", { name: segment.name })} />
          )}
          {mayTag && (
            <Link
              to="/new-tag"
              search={{ segment: segment.name }}
              className="tw-tool"
              aria-label={t("segments.tagOf", { name: segment.name })}
              title={t("segments.toTag")}
            >
              <Icon name="tags" />
            </Link>
          )}
          {may && (
            <>
              <button
                type="button"
                className="tw-tool"
                aria-label={t("segments.editOne", { name: segment.name })}
                title={t("segments.edit")}
                onClick={() => onEdit(segment)}
              >
                <Icon name="settings" />
              </button>
              <button
                type="button"
                className="tw-tool"
                aria-label={t("segments.deleteOne", { name: segment.name })}
                title={t("common.delete")}
                onClick={() => onDelete(segment)}
              >
                <Icon name="trash" />
              </button>
            </>
          )}
        </span>
      ),
    };
    return [
      {
        key: "name",
        title: t("segments.name"),
        width: 200,
        phone: 150,
        grow: 1,
        bone: 120,
        cell: ({ name, where }) => (
          <Link to="/customers" search={{ where }} data-main className="tw-cut tw-segment-name">
            {name}
          </Link>
        ),
      },
      {
        key: "count",
        title: t("tags.members"),
        width: 96,
        align: "right",
        bone: 48,
        cell: ({ count }) => (count === null ? <span className="tw-quiet">–</span> : <CountingNum value={count} />),
      },
      {
        key: "sentence",
        title: t("segments.combination"),
        width: 280,
        grow: 3,
        wide: true,
        bone: "70%",
        cell: ({ sentence, where }) => (
          <span className="tw-cut" title={where}>
            {pick(sentence)}
          </span>
        ),
      },
      {
        key: "usedBy",
        title: t("segments.usedBy"),
        width: 160,
        grow: 1,
        wide: true,
        bone: 90,
        cell: ({ usedBy }) =>
          usedBy.length === 0 ? (
            <span className="tw-quiet">{t("segments.unused")}</span>
          ) : (
            <span className="tw-cut" title={pick(usesText(usedBy))}>
              {pick(usesText(usedBy))}
            </span>
          ),
      },
      {
        key: "by",
        title: t("segments.by"),
        width: 170,
        wide: true,
        bone: 90,
        cell: ({ createdBy, createdAt }) => (
          <span className="tw-quiet tw-cut">
            {createdBy} · <Ago at={createdAt} />
          </span>
        ),
      },
      ...(may || mayExport || mayTag ? [acts] : []),
    ];
  }, [t, pick, may, mayExport, mayTag, onEdit, onDelete]);
}
