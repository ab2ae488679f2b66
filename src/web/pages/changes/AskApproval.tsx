import { Link } from "@tanstack/react-router";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { createChange, type InputOf } from "../../../contract/index.ts";
import { asProblem } from "../../api/problem.ts";
import { useAct } from "../../api/useAct.ts";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";
import "./changes.css";

/** Whether something was refused because it needs an approval. */
export function needsApproval(problem: unknown): boolean {
  return problem !== null && problem !== undefined && asProblem(problem).code === "CHANGE_NEEDED";
}

/** Makes a change request of what cannot be published without an approval. */
export function AskApproval({ change }: { change: Omit<InputOf<typeof createChange>, "title" | "comment"> }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const [title, setTitle] = useState("");
  const [comment, setComment] = useState("");
  const make = useAct(createChange, { onSuccess: () => client.invalidateQueries() });
  if (make.data)
    return (
      <p role="status">
        {t("changes.asked", { change: make.data.change })}{" "}
        <Link to="/changes/$change" params={{ change: String(make.data.change) }} className="tw-link">
          {t("changes.number")} {make.data.change}
        </Link>
      </p>
    );
  return (
    <section className="tw-ask-approval" aria-label={t("changes.ask")}>
      <p className="tw-quiet">{t("changes.askHelp")}</p>
      <Input
        aria-label={t("changes.askTitle")}
        placeholder={t("changes.askTitleExample")}
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <Input.TextArea
        aria-label={t("changes.askComment")}
        placeholder={t("changes.askComment")}
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={5_000}
        value={comment}
        onChange={(event) => setComment(event.target.value)}
      />
      {make.error && <ProblemNote problem={make.error} />}
      <div>
        <Button type="primary" loading={make.isPending} onClick={() => make.mutate({ ...change, title, comment })}>
          {t("changes.ask")}
        </Button>
      </div>
    </section>
  );
}
