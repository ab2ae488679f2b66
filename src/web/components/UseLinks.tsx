import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Use } from "../../kernel/index.ts";
import { useTexts } from "../i18n/index.ts";
import "./uses.css";

/** Links to everything that uses a thing: `标签 高价值客户`, `Webhook CRM`. */
export function UseLinks({ uses }: { uses: readonly Use[] }) {
  const { t, pick } = useTexts();
  return (
    <ul className="tw-uses">
      {uses.map((use) => (
        <li key={`${use.kind} ${use.id}`}>
          <span className="tw-quiet">{t(`usedBy.${use.kind}`)}</span> <UseLink use={use}>{pick(use.name)}</UseLink>
        </li>
      ))}
    </ul>
  );
}

function UseLink({ use, children }: { use: Use; children: ReactNode }) {
  switch (use.kind) {
    case "tag":
      return (
        <Link to="/tags/$tag" params={{ tag: use.id }}>
          {children}
        </Link>
      );
    case "segment":
      return (
        <Link to="/segments" search={{ edit: use.name.zh }}>
          {children}
        </Link>
      );
    case "webhook":
      return (
        <Link to="/settings" search={{ tab: "webhooks", webhook: use.id }}>
          {children}
        </Link>
      );
    case "source":
      return <Link to="/imports">{children}</Link>;
    case "key":
      return (
        <Link to="/settings" search={{ tab: "keys" }}>
          {children}
        </Link>
      );
  }
}
