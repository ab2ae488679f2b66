import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { Button, Input, type InputRef } from "antd";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { beginOidc, readSession, readSignIn, signIn } from "../../../contract/index.ts";
import { addressOf } from "../../api/client.ts";
import { ask } from "../../api/queries.ts";
import { useAct } from "../../api/useAct.ts";
import { ChipFace } from "../../components/chip/ChipFace.tsx";
import { Logo } from "../../components/Logo.tsx";
import { Attention, ProblemNote } from "../../components/ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";
import { prefer } from "../../preferences.ts";
import { returnTo } from "../../search.ts";
import { CodeField } from "../settings/account/CodeField.tsx";
import { asksCode } from "./asksCode.ts";
import "./login.css";

export function LoginPage() {
  const { t, lang } = useTexts();
  const { return: back, problem } = useSearch({ from: "/login" });
  const client = useQueryClient();
  const router = useRouter();
  const navigate = useNavigate();
  const [given, setGiven] = useState({ login: "", password: "", code: "" });
  const enter = useAct(signIn, {
    onSuccess: async (session) => {
      client.setQueryData(ask(readSession, {}).queryKey, session);
      await router.invalidate();
      await navigate({ href: returnTo(back) });
    },
  });
  // Asked for once the password was right; a changed login or password begins again.
  const needsCode = asksCode(enter.error, given, enter.variables);
  const oidc = useQuery(ask(readSignIn, {})).data?.oidc;
  const first = useRef<InputRef>(null);
  const second = useRef<InputRef>(null);
  useEffect(() => first.current?.focus(), []);
  useEffect(() => {
    document.title = `${t("login.title")} · ${t("shell.brand")}`;
  }, [t]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (given.login === "") first.current?.focus();
    else if (given.password === "") second.current?.focus();
    else enter.mutate({ login: given.login, password: given.password, ...(needsCode && { code: given.code }) });
  };
  return (
    <div className="tw-login">
      <main className="tw-login-side">
        <form className="tw-login-form" onSubmit={submit}>
          <div className="tw-login-brand">
            <Logo size={40} />
            <span>{t("shell.brand")}</span>
          </div>
          <h1>{t("login.title")}</h1>
          <label htmlFor="login">{t("login.login")}</label>
          <Input
            id="login"
            size="large"
            ref={first}
            autoComplete="username"
            value={given.login}
            onChange={(event) => setGiven({ ...given, login: event.target.value })}
          />
          <label htmlFor="password">{t("login.password")}</label>
          <Input.Password
            id="password"
            ref={second}
            size="large"
            autoComplete="current-password"
            value={given.password}
            onChange={(event) => setGiven({ ...given, password: event.target.value })}
          />
          {needsCode && <CodeField id="code" value={given.code} onChange={(code) => setGiven({ ...given, code })} />}
          {enter.error &&
            (enter.error.code === "CODE_NEEDED" ? <Attention>{enter.error.text(lang)}</Attention> : <ProblemNote problem={enter.error} />)}
          <Button type="primary" size="large" htmlType="submit" block loading={enter.isPending}>
            {t("login.enter")}
          </Button>
          {oidc && (
            <Button size="large" block href={addressOf(beginOidc, { return: returnTo(back) })}>
              {t("login.by", { name: oidc.name })}
            </Button>
          )}
          {isOidcProblem(problem) && !enter.error && <Attention>{t(`login.problem.${problem}`)}</Attention>}
        </form>
        <button type="button" className="tw-link tw-login-lang" onClick={() => prefer({ lang: lang === "zh" ? "en" : "zh" })}>
          {t("shell.otherLanguage")}
        </button>
      </main>
      <aside className="tw-login-show" aria-hidden="true">
        <div className="tw-login-why">
          <p className="tw-login-claim">{t("login.claim")}</p>
          <ChipFace name={t("login.sampleTag")} color="gold" author="rule" large />
          <ul>
            <li>{t("login.sample1")}</li>
            <li>{t("login.sample2")}</li>
            <li>{t("login.sample3")}</li>
          </ul>
        </div>
      </aside>
    </div>
  );
}

const OIDC_PROBLEMS = ["OIDC_FAILED", "OIDC_UNKNOWN_PERSON"] as const;

function isOidcProblem(code: string | undefined): code is (typeof OIDC_PROBLEMS)[number] {
  return OIDC_PROBLEMS.some((each) => each === code);
}
