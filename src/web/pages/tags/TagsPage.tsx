import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { listTags, type TagSummary } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { useMay } from "../../api/session.ts";
import { Empty } from "../../components/Empty.tsx";
import { ExportButton } from "../../components/export/ExportButton.tsx";
import { Icon } from "../../components/Icon.tsx";
import { PageHeader } from "../../components/PageHeader.tsx";
import { groupAndBelow, useTagGroups } from "../../components/tagGroups.ts";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { DataTable } from "../../components/table/DataTable.tsx";
import { SelectionBar } from "../../components/table/SelectionBar.tsx";
import { useTexts } from "../../i18n/index.ts";
import { usePhone } from "../../preferences.ts";
import { DefineDrawer } from "./DefineDrawer.tsx";
import { useTreeActions } from "./groups/useTreeActions.tsx";
import { useTreeDrag } from "./groups/useTreeDrag.ts";
import { TagFilters } from "./TagFilters.tsx";
import { passes, treeOf, type TagFilter } from "./tree.ts";
import { useTagColumns } from "./useTagColumns.tsx";
import "./tags.css";

const NO_TAGS: readonly TagSummary[] = [];

/** All tags as the tree of their groups. The filters are in the address. */
export function TagsPage() {
  const { t, pick } = useTexts();
  const filter = useSearch({ from: "/frame/tags" });
  const navigate = useNavigate({ from: "/tags" });
  const phone = usePhone();
  const [may, mayExport] = [useMay("tag.edit"), useMay("data.export")];
  const { data, error, refetch } = useQuery(ask(listTags, filter.state === "retired" ? { state: "retired" } : {}));
  const groups = useTagGroups();
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());
  const [defining, setDefining] = useState(false);

  const filtered = Object.values(filter).some(Boolean);
  const shown = useMemo(() => {
    const among = filter.group === undefined ? null : groupAndBelow(groups, Number(filter.group));
    return data?.items.filter((tag) => passes(tag, filter, among));
  }, [data, groups, filter]);
  const lines = useMemo(() => shown && treeOf(shown, groups, folded, !filtered), [shown, groups, folded, filtered]);
  const fold = useCallback(
    (id: number): void =>
      setFolded((before) => {
        const next = new Set(before);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    [],
  );
  const tree = { tags: data?.items ?? NO_TAGS, groups };
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const actions = useTreeActions(tree, fold, () => setSelected(new Set()));
  const drag = useTreeDrag(tree, selected, actions.move);
  const { wish } = actions;
  const latestWish = useRef(wish);
  useEffect(() => {
    latestWish.current = wish;
  });
  const onWish = useCallback<typeof wish>((line, wanted) => latestWish.current(line, wanted), []);
  const columns = useTagColumns({ fold, onWish: may ? onWish : undefined });
  const change = (next: TagFilter): void => void navigate({ search: (before) => ({ ...before, ...next }), replace: true });

  return (
    <div className="tw-page tw-page-fill">
      <PageHeader
        title={t("shell.tags")}
        count={shown?.length}
        action={
          <>
            <Link to="/changes" aria-label={t("changes.title")}>
              <Button icon={<Icon name="review" />} tabIndex={-1}>
                {!phone && t("changes.title")}
              </Button>
            </Link>
            <Link to="/dictionary" aria-label={t("dictionary.open")}>
              <Button icon={<Icon name="book" />} tabIndex={-1}>
                {!phone && t("dictionary.open")}
              </Button>
            </Link>
            {mayExport && <ExportButton what="tags" label={t("tags.export")} />}
            {may && (
              <>
                <Button icon={<Icon name="newGroup" />} aria-label={t("tagGroups.new")} onClick={actions.newGroup}>
                  {!phone && t("tagGroups.new")}
                </Button>
                <Button icon={<Icon name="code" />} aria-label={t("tags.define")} onClick={() => setDefining(true)}>
                  {!phone && t("tags.define")}
                </Button>
                <Link to="/new-tag">
                  <Button type="primary" icon={<Icon name="plus" />} tabIndex={-1}>
                    {t("newTag.title")}
                  </Button>
                </Link>
              </>
            )}
          </>
        }
      />
      <TagFilters groups={groups} filter={filter} onChange={change} />
      {error ? (
        <ProblemNote problem={error} onRetry={() => void refetch()} />
      ) : (
        <DataTable
          label={t("tags.treeLabel")}
          tree
          columns={columns}
          rows={lines}
          rowKey={({ key }) => key}
          focus={actions.focus}
          onRowKey={(line, event) => may && actions.onKey(line, event)}
          select={
            may && !phone
              ? {
                  selected,
                  onChange: setSelected,
                  without: ({ kind }) => kind === "group",
                  nameOf: (line) => pick(line.kind === "group" ? line.group.name : line.tag.name),
                }
              : null
          }
          rowProps={(line) => {
            const { className = "", ...handlers } = may && !phone ? drag(line) : {};
            return {
              ...handlers,
              "aria-level": line.level,
              className: line.kind === "group" ? `tw-tree-group ${className}` : className,
              ...(line.kind === "group" && { "aria-expanded": !line.folded }),
              ...(may && { "aria-keyshortcuts": "Alt+ArrowUp Alt+ArrowDown Alt+ArrowLeft Alt+ArrowRight" }),
            };
          }}
          empty={
            filtered ? (
              <Empty
                picture="search"
                title={t("tags.noneFound")}
                action={
                  <Link to="/tags">
                    <Button>{t("filter.clear")}</Button>
                  </Link>
                }
              >
                {t("tags.noneFoundHelp")}
              </Empty>
            ) : (
              <Empty
                picture="label"
                title={t("tags.none")}
                action={may && <Button onClick={() => setDefining(true)}>{t("tags.define")}</Button>}
              >
                {t("tags.noneHelp")}
              </Empty>
            )
          }
        />
      )}
      <SelectionBar count={selected.size} onClear={() => setSelected(new Set())}>
        <Button icon={<Icon name="enter" />} onClick={() => actions.chooseTarget([...selected])}>
          {t("tagGroups.moveSelected")}
        </Button>
      </SelectionBar>
      {actions.dialog}
      {may && <DefineDrawer open={defining} onClose={() => setDefining(false)} />}
    </div>
  );
}
