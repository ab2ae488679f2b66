import { Fragment } from "react";
import "./yamltext.css";

/** A YAML text with its keys set off. Reads line by line; it is shown, not understood. */
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
