import { Outlet, useLocation } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { ChipCardHost } from "../components/chip/ChipCard.tsx";
import { useTexts } from "../i18n/index.ts";
import { usePhone } from "../preferences.ts";
import { Nav } from "./Nav.tsx";
import { Palette } from "./Palette.tsx";
import { TopBar } from "./TopBar.tsx";
import "./frame.css";

/** The frame around every page but the login. */
export function Frame() {
  const { t } = useTexts();
  const phone = usePhone();
  const [searching, setSearching] = useState(false);
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();

  useEffect(() => {
    const open = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      setSearching(true);
    };
    window.addEventListener("keydown", open);
    return () => window.removeEventListener("keydown", open);
  }, []);

  // A new page starts at the top, also for screen readers.
  useEffect(() => {
    main.current?.scrollTo(0, 0);
  }, [pathname]);

  return (
    <div className="tw-frame">
      <a className="tw-skip" href="#main">
        {t("shell.skip")}
      </a>
      <Nav phone={phone} />
      <TopBar phone={phone} onSearch={() => setSearching(true)} />
      <main id="main" className="tw-main" ref={main} tabIndex={-1}>
        <Outlet />
      </main>
      {searching && <Palette onClose={() => setSearching(false)} />}
      <ChipCardHost />
    </div>
  );
}
