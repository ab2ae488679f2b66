import { Input } from "antd";
import { useEffect, useState } from "react";
import { Attention } from "../../components/ProblemNote.tsx";
import { readYaml, writeYaml, type YamlFault } from "../../components/yaml.ts";
import { useTexts } from "../../i18n/index.ts";
import { inOrder } from "../tag/order.ts";
import { useRuleContext } from "./ruleContext.ts";
import type { Raw } from "./tree.ts";

/** The full definition as YAML. Valid YAML becomes the draft at once. Invalid text stays here, with the place of the error. */
export function YamlEditor({ definition, onChange }: { definition: Raw; onChange: (definition: Raw) => void }) {
  const { t, lang } = useTexts();
  const { issues } = useRuleContext();
  const [text, setText] = useState<string | null>(null);
  const [fault, setFault] = useState<YamlFault | null>(null);
  useEffect(() => {
    if (text !== null) return;
    let here = true;
    void writeYaml(inOrder({ ...definition })).then((written) => here && setText(written));
    return () => void (here = false);
  }, [definition, text]);
  const type = async (next: string): Promise<void> => {
    setText(next);
    const read = await readYaml(next);
    setFault(read.fault);
    if (!read.fault) onChange(read.document);
  };
  return (
    <div className="tw-rule-yaml">
      <Input.TextArea
        aria-label={t("rule.yaml")}
        autoSize={{ minRows: 12, maxRows: 30 }}
        spellCheck={false}
        value={text ?? ""}
        onChange={(event) => void type(event.target.value)}
      />
      {fault && (
        <Attention>
          {fault.reason === "" ? t("rule.notAMap") : t("define.unreadable", { line: fault.line, column: fault.column })}
        </Attention>
      )}
      {!fault && issues.length > 0 && (
        <ul className="tw-rule-issues" role="alert">
          {issues.map((issue) => (
            <li key={issue.path + issue.code}>
              <code>{issue.path}</code> {issue[lang]}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
