import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Drawer, Input } from "antd";
import { useState, type FormEvent } from "react";
import { countCustomers, listSegments, saveSegment, type Segment } from "../../../contract/index.ts";
import { api } from "../../api/client.ts";
import type { ApiProblem } from "../../api/problem.ts";
import { useAct } from "../../api/useAct.ts";
import { Bar } from "../../components/Bar.tsx";
import { CombinationField } from "../../components/combine/CombinationField.tsx";
import { CountingNum } from "../../components/Num.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { useFormat } from "../../format/useFormat.ts";
import { useTexts } from "../../i18n/index.ts";
import { usePhone } from "../../preferences.ts";

interface Props {
  readonly open: boolean;
  /** The edited segment; undefined: a new one. */
  readonly edited: Segment | undefined;
  readonly onClose: () => void;
}

/** Edits a segment and shows its count after every change. */
export function SegmentDrawer({ open, edited, onClose }: Props) {
  const { t } = useTexts();
  const phone = usePhone();
  const client = useQueryClient();
  const [draft, setDraft] = useState<{ name?: string; where?: string }>({});
  const name = draft.name ?? edited?.name ?? "";
  const where = draft.where ?? edited?.where ?? "";
  const count = useCount(open ? where : "");
  const save = useAct(saveSegment, {
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: [listSegments.id] });
      onClose();
    },
  });
  const ready = name.trim() !== "" && where.trim() !== "" && !count.error;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (ready) save.mutate({ name: name.trim(), where });
  };
  return (
    <Drawer open={open} onClose={onClose} size={phone ? "100%" : 560} title={t(edited ? "segments.edit" : "segments.new")}>
      <form className="tw-segment" onSubmit={submit}>
        <label htmlFor="segment">{t("segments.name")}</label>
        <Input id="segment" maxLength={60} value={name} onChange={(event) => setDraft({ ...draft, name: event.target.value })} />
        <p className="tw-segment-label">{t("segments.combination")}</p>
        <CombinationField value={where} onChange={(next) => setDraft({ ...draft, where: next })} problem={count.error} />
        <LiveCount where={where} count={count.data} />
        {save.error && <ProblemNote problem={save.error} />}
        <div className="tw-define-foot">
          <span className="tw-quiet">{t("segments.replaces")}</span>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="primary" htmlType="submit" disabled={!ready} loading={save.isPending}>
            {t("segments.save")}
          </Button>
        </div>
      </form>
    </Drawer>
  );
}

interface Counted {
  readonly count: number;
  readonly customers: number;
}

function useCount(where: string) {
  return useQuery<Counted, ApiProblem>({
    queryKey: [countCustomers.id, where],
    queryFn: ({ signal }) => api(countCustomers, { where }, signal),
    enabled: where.trim() !== "",
    placeholderData: keepPreviousData,
  });
}

function LiveCount({ where, count }: { where: string; count: Counted | undefined }) {
  const { t } = useTexts();
  const { percent } = useFormat();
  if (where.trim() === "") return <p className="tw-quiet">{t("segments.pickFirst")}</p>;
  const share = count && count.customers > 0 ? count.count / count.customers : 0;
  return (
    <div className="tw-segment-count" role="status">
      <p className="tw-hero-number">{count ? <CountingNum value={count.count} /> : "…"}</p>
      <span className="tw-coverage">
        <Bar share={share} />
        <span>{count ? percent(share) : "–"}</span>
      </span>
    </div>
  );
}
