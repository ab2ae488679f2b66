import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { App, Button, Checkbox } from "antd";
import { useState } from "react";
import {
  editPlaceholders,
  listCustomerIdentities,
  previewPlaceholders,
  previewSplit,
  splitCustomer,
  type CustomerDetail,
} from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { useMay } from "../../api/session.ts";
import { useAct } from "../../api/useAct.ts";
import { Ago } from "../../components/Ago.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { IdentityText } from "../../components/merge/IdentityText.tsx";
import { MergeDialog } from "../../components/merge/MergeDialog.tsx";
import { NobodyModal } from "../../components/merge/NobodyModal.tsx";
import { SplitDialog } from "../../components/merge/SplitDialog.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";
import { MergesOn } from "./MergesOn.tsx";

const nameOf = ({ platform, external }: { platform: string; external: string }): string => `${platform}:${external}`;

/** The origin of the customer's identities, with split, merge and earlier merges. */
export function IdentitiesOn({ customer }: { customer: CustomerDetail }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const may = useMay("customer.edit");
  const ref = String(customer.customer);
  const { data, error, refetch } = useQuery(ask(listCustomerIdentities, { customer: ref }));
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [merging, setMerging] = useState(false);
  const [splitting, setSplitting] = useState(false);
  const [nobody, setNobody] = useState<{ platform: string; value: string }>();
  const leaving = data?.items.filter((identity) => picked.has(nameOf(identity))) ?? [];
  const split = useAct(splitCustomer, {
    onSuccess: async ({ customers }) => {
      void message.success(t("merge.splitDone", { customer: customers.find((one) => one !== customer.customer) ?? "" }));
      setSplitting(false);
      setPicked(new Set());
      await client.invalidateQueries();
    },
  });
  const identities = leaving.map(({ platform, external }) => ({ platform, external }));
  const preview = useQuery({ ...ask(previewSplit, { customer: ref, identities }), enabled: splitting && !split.isPending, gcTime: 0 });
  const would = useQuery({ ...ask(previewPlaceholders, { add: nobody ? [nobody] : [] }), enabled: nobody !== undefined, gcTime: 0 });
  const placeholder = useAct(editPlaceholders, {
    onSuccess: async () => {
      void message.success(t("placeholders.saved"));
      setNobody(undefined);
      await client.invalidateQueries();
    },
  });
  return (
    <>
      <section className="tw-sheet">
        <div className="tw-sheet-head">
          <h2>{t("merge.title")}</h2>
          {may && (
            <span>
              <Button
                size="small"
                disabled={leaving.length === 0 || leaving.length === data?.items.length}
                onClick={() => setSplitting(true)}
              >
                {t("merge.split")}
              </Button>{" "}
              <Button size="small" onClick={() => setMerging(true)}>
                {t("merge.do")}
              </Button>
            </span>
          )}
        </div>
        <div className="tw-sheet-body">
          {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
          {!data && !error && <Skeleton width="70%" />}
          {data && (
            <table className="tw-identities-table">
              <thead>
                <tr>
                  {may && <th aria-label={t("merge.split")} />}
                  <th>{t("merge.identity")}</th>
                  <th>{t("merge.since")}</th>
                  <th className="tw-identities-from">{t("merge.from")}</th>
                </tr>
              </thead>
              <tbody>
                {data.items.map((identity) => (
                  <tr key={nameOf(identity)}>
                    {may && (
                      <td>
                        <Checkbox
                          aria-label={t("merge.pick", { identity: nameOf(identity) })}
                          checked={picked.has(nameOf(identity))}
                          onChange={({ target }) => {
                            const next = new Set(picked);
                            if (target.checked) next.add(nameOf(identity));
                            else next.delete(nameOf(identity));
                            setPicked(next);
                          }}
                        />
                      </td>
                    )}
                    <td>
                      <IdentityText identity={identity} />
                      {identity.aside && <span className="tw-aside">{t(`merge.${identity.aside}`)}</span>}
                      {may && !identity.external.includes("*") && (
                        <Button
                          size="small"
                          type="text"
                          className="tw-nobody"
                          aria-label={t("placeholders.nobodyOf", { identity: nameOf(identity) })}
                          onClick={() => setNobody({ platform: identity.platform, value: identity.external })}
                        >
                          {t("placeholders.nobody")}
                        </Button>
                      )}
                    </td>
                    <td>
                      <Ago at={identity.since} />
                    </td>
                    <td className="tw-identities-from">
                      {identity.file === null ? t("merge.message") : t("merge.file", { file: identity.file })}{" "}
                      <span className="tw-quiet">#{identity.batch}</span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </div>
      </section>
      <MergesOn customer={customer} />
      <MergeDialog
        customer={ref}
        open={merging}
        onClose={() => setMerging(false)}
        onDone={(kept) => void navigate({ to: "/customers/$customer", params: { customer: String(kept) }, search: { view: "identities" } })}
      />
      <NobodyModal
        open={nobody !== undefined}
        title={t("placeholders.nobodyTitle")}
        busy={placeholder.isPending}
        problem={placeholder.error}
        preview={would.data}
        looking={would.error}
        onClose={() => {
          setNobody(undefined);
          placeholder.reset();
        }}
        onConfirm={() => nobody && placeholder.mutate({ add: [nobody] })}
      >
        <p>{t("placeholders.nobodyHelp")}</p>
        {nobody && <IdentityText identity={{ platform: nobody.platform, external: nobody.value }} />}
      </NobodyModal>
      <SplitDialog
        open={splitting}
        title={t("merge.splitTitle")}
        confirm={t("merge.split")}
        busy={split.isPending}
        preview={preview.data}
        looking={preview.error}
        problem={split.error}
        onClose={() => {
          setSplitting(false);
          split.reset();
        }}
        onConfirm={(reason, tags) => split.mutate({ customer: ref, identities, reason, tags })}
      />
    </>
  );
}
