import { Button, Drawer, Input } from "antd";
import { useState } from "react";
import { JobProgress } from "../../components/JobProgress.tsx";
import { Attention, ProblemNote } from "../../components/ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";
import { usePhone } from "../../preferences.ts";
import { AskApproval } from "../changes/AskApproval.tsx";
import { PlanList } from "./PlanList.tsx";
import { useDefine } from "./useDefine.ts";

const EXAMPLE = `tags:
  - code: high_value
    name: { zh: 高价值客户, en: High value }
    group: 客户价值/价值等级
    color: gold
    criteria: 近365天订单金额合计不低于一万元
    rule: { event: Order Completed, measure: { sum: amount }, within: 365d, is: ">= 10000" }
`;

/** Defines tags in YAML, previews the moves and publishes. The text stays when the drawer closes. */
export function DefineDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTexts();
  const phone = usePhone();
  const [text, setText] = useState("");
  const define = useDefine(text);
  const done = define.job?.state === "done";
  const close = (): void => {
    onClose();
    if (!done) return;
    setText("");
    define.reset();
  };
  return (
    <Drawer open={open} onClose={close} size={phone ? "100%" : 640} title={t("tags.define")}>
      <div className="tw-define">
        <p className="tw-quiet">{t("define.lead")}</p>
        <Input.TextArea
          aria-label={t("define.text")}
          autoSize={{ minRows: 12, maxRows: 26 }}
          spellCheck={false}
          placeholder={EXAMPLE}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {define.fault && (
          <Attention>
            {define.fault.reason === ""
              ? t("define.notAMap")
              : t("define.unreadable", { line: define.fault.line, column: define.fault.column })}
            {define.fault.reason !== "" && <p className="tw-quiet">{define.fault.reason}</p>}
          </Attention>
        )}
        {define.problem && <ProblemNote problem={define.problem} />}
        {define.job && <JobProgress job={define.job} done={t("define.done")} />}
        {define.plan && !define.job && <PlanList plan={define.plan} />}
        {define.plan?.needsApproval && define.document && <AskApproval change={{ document: define.document }} />}
        <div className="tw-define-foot">
          {text === "" && (
            <button type="button" className="tw-link" onClick={() => setText(EXAMPLE)}>
              {t("define.example")}
            </button>
          )}
          {done ? (
            <Button type="primary" onClick={close}>
              {t("common.close")}
            </Button>
          ) : (
            <>
              <Button
                type={define.plan ? "default" : "primary"}
                disabled={text.trim() === ""}
                loading={define.planning}
                onClick={() => void define.preview()}
              >
                {t("define.plan")}
              </Button>
              {define.plan && !define.plan.needsApproval && (
                <Button type="primary" loading={define.applying} onClick={define.publish}>
                  {t("define.publish")}
                </Button>
              )}
            </>
          )}
        </div>
      </div>
    </Drawer>
  );
}
