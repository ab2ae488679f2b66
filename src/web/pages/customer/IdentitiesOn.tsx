import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { App, Button, Checkbox } from "antd";
import { useState } from "react";
import { listCustomerIdentities, splitCustomer, type CustomerDetail } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { useMay } from "../../api/session.ts";
import { useAct } from "../../api/useAct.ts";
import { Ago } from "../../components/Ago.tsx";
import { Bone } from "../../components/Bone.tsx";
import { IdentityText } from "../../components/merge/IdentityText.tsx";
import { MergeDialog } from "../../components/merge/MergeDialog.tsx";
import { ReasonModal } from "../../components/merge/ReasonModal.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";
import { MergesOn } from "./MergesOn.tsx";

const nameOf = ({ platform, external }: { platform: string; external: string }): string => `${platform}:${external}`;

/** Where the customer's identities came from; splitting some off; merging with another; what was merged before. */
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
  const leaving = data?.items.filter((identity) => picked.has(nameOf(identity))) ?? [];
  const split = useAct(splitCustomer, {
    onSuccess: async ({ customers }) => {
      void message.success(t("merge.splitDone", { customer: customers.find((one) => one !== customer.customer) ?? "" }));
      setSplitting(false);
      setPicked(new Set());
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
          {!data && !error && <Bone width="70%" />}
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
      <ReasonModal
        open={splitting}
        title={t("merge.splitTitle")}
        confirm={t("merge.split")}
        busy={split.isPending}
        problem={split.error}
        onClose={() => {
          setSplitting(false);
          split.reset();
        }}
        onConfirm={(reason) =>
          split.mutate({ customer: ref, identities: leaving.map(({ platform, external }) => ({ platform, external })), reason })
        }
      >
        <p>{t("merge.splitHelp")}</p>
        <ul className="tw-merge-identities">
          {leaving.map((identity) => (
            <li key={nameOf(identity)}>
              <IdentityText identity={identity} />
            </li>
          ))}
        </ul>
      </ReasonModal>
    </>
  );
}
