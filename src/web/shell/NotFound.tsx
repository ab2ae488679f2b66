import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { Empty } from "../components/Empty.tsx";
import { useTexts } from "../i18n/index.ts";

/** The page for an unknown address. */
export function NotFound() {
  const { t } = useTexts();
  return (
    <Empty
      picture="search"
      title={t("shell.lost")}
      action={
        <Link to="/">
          <Button>{t("shell.home")}</Button>
        </Link>
      }
    >
      {t("shell.lostHelp")}
    </Empty>
  );
}
