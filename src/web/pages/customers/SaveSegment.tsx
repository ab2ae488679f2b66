import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { App, Button, Input, Popover } from "antd";
import { useState, type FormEvent } from "react";
import { listSegments, saveSegment } from "../../../contract/index.ts";
import { useAct } from "../../api/useAct.ts";
import { Icon } from "../../components/Icon.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";

/** Saves a combination as a segment. */
export function SaveSegment({ where }: { where: string }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const save = useAct(saveSegment, {
    onSuccess: async (segment) => {
      setOpen(false);
      setName("");
      await client.invalidateQueries({ queryKey: [listSegments.id] });
      void message.success(
        <span>
          {t("segments.saved", { name: segment.name })}{" "}
          <button type="button" className="tw-link" onClick={() => void navigate({ to: "/segments" })}>
            {t("segments.show")}
          </button>
        </span>,
      );
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== "") save.mutate({ name: name.trim(), where });
  };
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      content={
        <form className="tw-save" onSubmit={submit}>
          <label htmlFor="segment-name">{t("segments.name")}</label>
          <Input id="segment-name" value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
          <p className="tw-quiet">{t("segments.replaces")}</p>
          {save.error && <ProblemNote problem={save.error} />}
          <Button type="primary" htmlType="submit" block loading={save.isPending} disabled={name.trim() === ""}>
            {t("segments.save")}
          </Button>
        </form>
      }
    >
      <Button type="primary" icon={<Icon name="segments" />}>
        {t("segments.saveAs")}
      </Button>
    </Popover>
  );
}
