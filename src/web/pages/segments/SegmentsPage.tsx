import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { App, Button } from "antd";
import { deleteSegment, listSegments, saveSegment, type Segment } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { useMay } from "../../api/session.ts";
import { useAct } from "../../api/useAct.ts";
import { Empty } from "../../components/Empty.tsx";
import { Icon } from "../../components/Icon.tsx";
import { PageHeader } from "../../components/PageHeader.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { DataTable } from "../../components/table/DataTable.tsx";
import { useTexts } from "../../i18n/index.ts";
import { SegmentDrawer } from "./SegmentDrawer.tsx";
import { useSegmentColumns } from "./useSegmentColumns.tsx";
import "./segments.css";

/** Saved segments with their current counts. The edited one is in the address. */
export function SegmentsPage() {
  const { t, lang } = useTexts();
  const { message } = App.useApp();
  const client = useQueryClient();
  const navigate = useNavigate({ from: "/segments" });
  const { edit } = useSearch({ from: "/frame/segments" });
  const [may, mayExport, mayTag] = [useMay("segment.edit"), useMay("data.export"), useMay("tag.edit")];
  const { data, error, refetch } = useQuery(ask(listSegments, {}));
  const refetchSegments = (): Promise<void> => client.invalidateQueries({ queryKey: [listSegments.id] });
  const save = useAct(saveSegment, { onSuccess: refetchSegments, onError: (problem) => void message.error(problem.text(lang)) });
  const remove = useAct(deleteSegment, { onSuccess: refetchSegments, onError: (problem) => void message.error(problem.text(lang)) });
  const open = (name: string | undefined): void => void navigate({ search: { edit: name } });

  // Deleting needs no confirmation: the same name and combination can be saved again.
  const out = async (segment: Segment): Promise<void> => {
    await remove.mutateAsync({ segment: segment.id });
    void message.success({
      key: segment.id,
      duration: 8,
      content: (
        <span>
          {t("segments.deleted", { name: segment.name })}{" "}
          <button
            type="button"
            className="tw-link"
            onClick={() => {
              message.destroy(segment.id);
              save.mutate({ name: segment.name, where: segment.where });
            }}
          >
            {t("common.undo")}
          </button>
        </span>
      ),
    });
  };
  const columns = useSegmentColumns({
    may,
    mayExport,
    mayTag,
    onEdit: ({ name }) => open(name),
    onDelete: (segment) => void out(segment).catch(() => undefined),
  });
  const add = may && (
    <Button type="primary" icon={<Icon name="plus" />} onClick={() => open("+")}>
      {t("segments.new")}
    </Button>
  );
  return (
    <div className="tw-page tw-page-fill">
      <PageHeader title={t("shell.segments")} count={data?.items.length} action={data && data.items.length > 0 && add} />
      {error ? (
        <ProblemNote problem={error} onRetry={() => void refetch()} />
      ) : (
        <DataTable
          label={t("segments.label")}
          columns={columns}
          rows={data?.items}
          rowKey={({ id }) => id}
          empty={
            <Empty picture="circles" title={t("segments.none")} action={add}>
              {t("segments.noneHelp")}
            </Empty>
          }
        />
      )}
      {may && (
        <SegmentDrawer
          key={edit ?? ""}
          open={edit !== undefined}
          edited={data?.items.find(({ name }) => name === edit)}
          onClose={() => open(undefined)}
        />
      )}
    </div>
  );
}
