import { Fragment } from "react";
import "./yamltext.css";

/** Shows YAML with highlighted keys. It works line by line and does not parse the text. */
export function YamlText({ text }: { text: string }) {
  return (
    <pre className="tw-yaml">
      <code>
        {text
          .trimEnd()
          .split("\n")
          .map((line, index) => {
            const [, lead = "", key = "", rest = line] = /^(\s*(?:- )*)([\w.[\]-]+:)?(.*)$/.exec(line) ?? [];
            return (
              <Fragment key={index}>
                {lead}
                {key && <span className="tw-yaml-key">{key}</span>}
                {rest}
                {"\n"}
              </Fragment>
            );
          })}
      </code>
    </pre>
  );
}
