import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useRouter } from "@tanstack/react-router";
import { Button, Input } from "antd";
import { useEffect, useState, type FormEvent } from "react";
import { acceptInvitation, readInvitation, readSession, type ResponseOf } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { useAct } from "../../api/useAct.ts";
import { Logo } from "../../components/Logo.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { useTexts } from "../../i18n/index.ts";
import { prefer } from "../../preferences.ts";
import "../login/login.css";

/** The page of an invitation link. Its token stands after `#`, which browsers send to no server. */
export function InvitePage() {
  const { t, lang } = useTexts();
  const token = window.location.hash.slice(1) || "-";
  const { data, error } = useQuery({ ...ask(readInvitation, { token }), retry: false, refetchOnWindowFocus: false });
  useEffect(() => {
    document.title = `${t("invite.title")} · ${t("shell.brand")}`;
  }, [t]);
  return (
    <main className="tw-login-side tw-invite">
      <div className="tw-login-form">
        <div className="tw-login-brand">
          <Logo size={40} />
          <span>{t("shell.brand")}</span>
        </div>
        <h1>{data ? t("invite.join", { workspace: data.workspace }) : t("invite.title")}</h1>
        {!data && !error && <Skeleton width="80%" />}
        {error && (
          <>
            <ProblemNote problem={error} />
            <Link to="/login">
              <Button size="large" block>
                {t("invite.toLogin")}
              </Button>
            </Link>
          </>
        )}
        {data && <AcceptForm token={token} invitation={data} />}
      </div>
      <button type="button" className="tw-link tw-login-lang" onClick={() => prefer({ lang: lang === "zh" ? "en" : "zh" })}>
        {t("shell.otherLanguage")}
      </button>
    </main>
  );
}

function AcceptForm({ token, invitation }: { token: string; invitation: ResponseOf<typeof readInvitation> }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const router = useRouter();
  const navigate = useNavigate();
  const [typed, setTyped] = useState({ login: "", name: invitation.name, password: "" });
  const accept = useAct(acceptInvitation, {
    onSuccess: async (session) => {
      client.clear();
      client.setQueryData(ask(readSession, {}).queryKey, session);
      await router.invalidate();
      await navigate({ to: "/", replace: true });
    },
  });
  const ready = typed.login.trim() !== "" && typed.password !== "";
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (ready) accept.mutate({ ...typed, token, name: typed.name.trim() || typed.login.trim() });
  };
  const set = (change: Partial<typeof typed>): void => setTyped({ ...typed, ...change });
  const where = invitation.departments.join(" / ");
  return (
    <form className="tw-invite-form" onSubmit={submit}>
      <p className="tw-quiet tw-invite-lead">
        {t("invite.lead", { inviter: invitation.invitedBy, role: t(`role.${invitation.role}`) })}
        {where !== "" && ` ${t("invite.department", { department: where })}`}
      </p>
      <label htmlFor="name">{t("settings.name")}</label>
      <Input
        id="name"
        size="large"
        maxLength={100}
        autoComplete="name"
        value={typed.name}
        onChange={(event) => set({ name: event.target.value })}
      />
      <label htmlFor="login">{t("login.login")}</label>
      <Input
        id="login"
        size="large"
        maxLength={200}
        autoComplete="username"
        spellCheck={false}
        placeholder={t("people.loginExample")}
        value={typed.login}
        onChange={(event) => set({ login: event.target.value })}
      />
      <label htmlFor="password">{t("login.password")}</label>
      <Input.Password
        id="password"
        size="large"
        maxLength={500}
        autoComplete="new-password"
        placeholder={t("invite.passwordHelp")}
        value={typed.password}
        onChange={(event) => set({ password: event.target.value })}
      />
      {accept.error && <ProblemNote problem={accept.error} />}
      <Button type="primary" size="large" htmlType="submit" block disabled={!ready} loading={accept.isPending}>
        {t("invite.accept")}
      </Button>
    </form>
  );
}
