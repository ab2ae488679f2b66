import type { ApiProblem } from "../../api/problem.ts";

interface Typed {
  readonly login: string;
  readonly password: string;
}

/** Problems after which the form shows the field of the code. */
const CODES: ReadonlySet<string> = new Set(["CODE_NEEDED", "CODE_WRONG", "CODE_USED"]);

/** Whether the last attempt, with the login and password that still stand in the form, asked for a code. */
export function asksCode(problem: ApiProblem | null, now: Typed, sent: Typed | undefined): boolean {
  return problem !== null && CODES.has(problem.code) && now.login === sent?.login && now.password === sent.password;
}
