import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { App, Button, Input, Modal } from "antd";
import { useState } from "react";
import { eraseCustomer, readJob, type CustomerDetail, isOpenJob } from "../../../contract/index.ts";
import { api } from "../../api/client.ts";
import { useMay } from "../../api/session.ts";
import { asProblem } from "../../api/problem.ts";
import { useAct } from "../../api/useAct.ts";
import { Num } from "../../components/Num.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";

/** How long one request waits for the end of the erasure. */
const WAIT_MILLISECONDS = 20_000;

/** Erases the customer. It cannot be undone, so the person must type the name. The job continues after the page is left. */
export function Erase({ customer, name }: { customer: CustomerDetail; name: string }) {
  const { t, lang } = useTexts();
  const { message } = App.useApp();
  const may = useMay("customer.edit");
  const client = useQueryClient();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const erase = useAct(eraseCustomer, {
    onSuccess: async ({ job }) => {
      await navigate({ to: "/customers" });
      void waitForJob(job);
      await client.invalidateQueries();
    },
  });
  const waitForJob = async (job: string): Promise<void> => {
    const key = `erase ${job}`;
    void message.loading({ key, duration: 0, content: t("erase.going", { name }) });
    try {
      let seen = await api(readJob, { job, wait: WAIT_MILLISECONDS });
      while (isOpenJob(seen)) seen = await api(readJob, { job, wait: WAIT_MILLISECONDS });
      if (seen.problem) void message.error({ key, duration: 8, content: seen.problem[lang] });
      else void message.success({ key, content: t("erase.done", { name }) });
    } catch (error) {
      void message.error({ key, duration: 8, content: asProblem(error).text(lang) });
    }
    await client.invalidateQueries();
  };
  if (!may) return null;
  const close = (): void => {
    setOpen(false);
    setTyped("");
    erase.reset();
  };
  return (
    <>
      <button type="button" className="tw-link tw-erase" onClick={() => setOpen(true)}>
        {t("erase.do")}
      </button>
      <Modal
        open={open}
        onCancel={close}
        title={t("erase.title", { name })}
        footer={
          <>
            <Button onClick={close}>{t("common.cancel")}</Button>
            <Button
              danger
              type="primary"
              disabled={typed.trim() !== name.trim()}
              loading={erase.isPending}
              onClick={() => erase.mutate({ customer: String(customer.customer) })}
            >
              {t("erase.do")}
            </Button>
          </>
        }
      >
        <p>
          {t("erase.help")} <Num value={customer.identities.length} /> {t("erase.identities")} · <Num value={customer.attributes.length} />{" "}
          {t("erase.attributes")} · <Num value={customer.events} /> {t("erase.events")} · <Num value={customer.tags.length} />{" "}
          {t("erase.tags")}
        </p>
        <label htmlFor="erase-name">{t("erase.type", { name })}</label>
        <Input id="erase-name" autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />
        {erase.error && <ProblemNote problem={erase.error} />}
      </Modal>
    </>
  );
}
