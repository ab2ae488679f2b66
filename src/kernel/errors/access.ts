import { usesText, type Use } from "../uses.ts";
import type { Text } from "../lang.ts";
import { entry } from "./problem.ts";

const minutes = (seconds: number) => Math.max(1, Math.ceil(seconds / 60));

/** Errors of people, departments, sessions and keys. */
export const access = {
  SIGN_IN_NEEDED: entry<Record<string, never>>({
    status: 401,
    exit: 4,
    zh: () => "请先登录，或在请求头 Authorization 里带上 API 密钥（Bearer tw_…）。",
    en: () => "Sign in first, or send an API key in the Authorization header (Bearer tw_…).",
  }),
  LOGIN_WRONG: entry<Record<string, never>>({
    status: 401,
    exit: 4,
    zh: () => "账号或密码不对。请检查后重试；忘记密码请找管理员重设。",
    en: () => "The login or the password is wrong. Check both and try again; an administrator can set a new password.",
  }),
  LOGIN_THROTTLED: entry<{ seconds: number }>({
    status: 429,
    exit: 4,
    zh: ({ seconds }) => `登录失败次数太多，请 ${seconds} 秒后再试。`,
    en: ({ seconds }) => `Too many failed attempts to sign in. Try again in ${seconds} ${seconds === 1 ? "second" : "seconds"}.`,
  }),
  LOOKUPS_LIMITED: entry<{ limit: number; seconds: number }>({
    status: 429,
    exit: 4,
    zh: ({ limit, seconds }) =>
      `没有查看个人信息的权限时，每小时最多按手机号、账号、姓名等查找 ${limit} 次，以免脱敏的信息被猜出。请 ${minutes(seconds)} 分钟后再试，或用客户编号打开；确实需要更多，请管理员给你查看个人信息的权限。`,
    en: ({ limit, seconds }) =>
      `Without the right to see personal data you may look customers up by phone, account or name ${limit} times an hour, so that masked values cannot be guessed. Try again in ${minutes(seconds)} min, open the customer by number, or ask an administrator for that right.`,
  }),
  INVITATION_NOT_FOUND: entry<Record<string, never>>({
    status: 404,
    exit: 5,
    zh: () => "邀请链接不完整或已被改动。请完整复制链接再打开，或请管理员重新邀请。",
    en: () => "The invitation link is incomplete or was altered. Copy all of it and open it again, or ask an administrator for a new one.",
  }),
  INVITATION_EXPIRED: entry<{ at: string }>({
    status: 410,
    exit: 6,
    zh: ({ at }) => `邀请已于 ${at} 过期。请管理员重新邀请。`,
    en: ({ at }) => `The invitation expired on ${at}. Ask an administrator for a new one.`,
  }),
  INVITATION_USED: entry<Record<string, never>>({
    status: 410,
    exit: 6,
    zh: () => "邀请已经用过，每个链接只能用一次。若是你用的，请直接登录；否则请联系管理员。",
    en: () => "The invitation was used already; each link works once. If it was you, sign in; otherwise tell an administrator.",
  }),
  INVITATION_WITHDRAWN: entry<Record<string, never>>({
    status: 410,
    exit: 6,
    zh: () => "邀请已被撤回。请联系管理员重新邀请。",
    en: () => "The invitation was withdrawn. Ask an administrator for a new one.",
  }),
  SESSION_ENDED: entry<Record<string, never>>({
    status: 401,
    exit: 4,
    zh: () => "登录已过期，请重新登录。",
    en: () => "Your session has ended. Sign in again.",
  }),
  CODE_NEEDED: entry<Record<string, never>>({
    status: 401,
    exit: 4,
    zh: () => "这个账号开启了两步验证。请输入验证器上的 6 位验证码，或一个恢复码。",
    en: () => "This account has two-step verification. Enter the six digits of your authenticator, or a recovery code.",
  }),
  CODE_WRONG: entry<Record<string, never>>({
    status: 422,
    exit: 4,
    zh: () => "验证码不对。请确认手机时间准确，再输入验证器上当前的 6 位数字；每个恢复码只能用一次。",
    en: () => "The code is wrong. Check the time of your phone and enter the six digits that it shows now; each recovery code works once.",
  }),
  CODE_USED: entry<Record<string, never>>({
    status: 422,
    exit: 4,
    zh: () => "这个验证码已经用过。请等验证器显示下一个（最多 30 秒）。",
    en: () => "This code was used already. Wait for the next one of your authenticator, at most 30 seconds.",
  }),
  TWO_FACTOR_ON: entry<Record<string, never>>({
    status: 409,
    exit: 6,
    zh: () => "两步验证已经开启。要换验证器，请先关闭再重新开启。",
    en: () => "Two-step verification is on already. To change the authenticator, turn it off and on again.",
  }),
  TWO_FACTOR_OFF: entry<Record<string, never>>({
    status: 409,
    exit: 6,
    zh: () => "这个账号没有开启两步验证。",
    en: () => "This account has no two-step verification.",
  }),
  TWO_FACTOR_NOT_STARTED: entry<Record<string, never>>({
    status: 409,
    exit: 6,
    zh: () => "请先开始设置两步验证，用验证器扫描二维码，再输入验证码。",
    en: () => "Begin the set-up first and scan the QR code with an authenticator; then enter its code.",
  }),
  ACCOUNT_OF_PERSON: entry<Record<string, never>>({
    status: 403,
    exit: 4,
    zh: () => "只有登录的成员有自己的账户。请用浏览器登录后操作；程序的密钥请管理员管理。",
    en: () => "Only a person who signed in has an account. Sign in with a browser; keys of programs are managed by an administrator.",
  }),
  PASSWORD_WRONG: entry<Record<string, never>>({
    status: 422,
    exit: 4,
    zh: () => "当前密码不对。请重新输入；忘记密码请找管理员重设。",
    en: () => "The current password is wrong. Enter it again; an administrator can set a new one.",
  }),
  PASSWORD_SAME: entry<Record<string, never>>({
    status: 422,
    exit: 3,
    zh: () => "新密码与当前密码相同。请换一个。",
    en: () => "The new password equals the current one. Choose another.",
  }),
  AUDIT_TAMPERED: entry<{ rows: readonly string[]; broken: number }>({
    status: 409,
    exit: 6,
    zh: ({ rows, broken }) =>
      `审计日志被改动过，共 ${broken} 处：${rows.join("；")}。请保留现场，对照备份查明是谁在数据库里直接改动的；产品本身不能修改审计日志。`,
    en: ({ rows, broken }) =>
      `The audit log was tampered with in ${broken} ${broken === 1 ? "place" : "places"}: ${rows.join("; ")}. Keep everything as it is and compare with a backup: only somebody with access to the database can have done it.`,
  }),
  KEY_INVALID: entry<Record<string, never>>({
    status: 401,
    exit: 4,
    zh: () => "API 密钥无效或已吊销。请检查密钥是否复制完整，或请管理员新建一个。",
    en: () => "The API key is not valid or was revoked. Check that it was copied completely, or ask an administrator for a new one.",
  }),
  KEY_EXPIRED: entry<{ name: string; at: string }>({
    status: 401,
    exit: 4,
    zh: ({ name, at }) => `API 密钥「${name}」已于 ${at} 到期。请管理员新建一个密钥，换到程序里。`,
    en: ({ name, at }) => `The API key ${name} ended at ${at}. Ask an administrator for a new key and give it to the program.`,
  }),
  KEY_SCOPES_BEYOND_ROLE: entry<{ scopes: readonly string[]; role: string }>({
    status: 422,
    exit: 3,
    zh: ({ scopes, role }) => `角色「${role}」没有权限 ${scopes.join("、")}，密钥不能超出角色。请换一个角色，或去掉这些权限。`,
    en: ({ scopes, role }) =>
      `The role ${role} does not have ${scopes.join(", ")}, and a key may not exceed its role. Choose another role, or leave these permissions out.`,
  }),
  OIDC_FAILED: entry<{ reason: string }>({
    status: 401,
    exit: 4,
    zh: ({ reason }) => `单点登录没有完成（${reason}）。请重新登录；若一直如此，请管理员检查 TAGWISE_OIDC_ 开头的设置。`,
    en: ({ reason }) =>
      `Signing in by OpenID Connect did not complete (${reason}). Try again; if it stays so, an administrator checks the settings TAGWISE_OIDC_….`,
  }),
  OIDC_UNKNOWN_PERSON: entry<{ email: string }>({
    status: 401,
    exit: 4,
    zh: ({ email }) => `没有与 ${email} 对应的成员。请管理员添加成员，账号填这个已验证的邮箱。`,
    en: ({ email }) => `No person belongs to ${email}. Ask an administrator to add one whose login is this verified e-mail address.`,
  }),
  PASSWORD_WEAK: entry<{ minimum: number }>({
    status: 422,
    exit: 3,
    zh: ({ minimum }) => `密码至少要 ${minimum} 个字符，且不能与账号相同。`,
    en: ({ minimum }) => `A password needs at least ${minimum} characters and must not equal the login.`,
  }),
  LOGIN_TAKEN: entry<{ login: string }>({
    status: 409,
    exit: 6,
    zh: ({ login }) => `账号「${login}」已存在。请换一个账号名。`,
    en: ({ login }) => `The login ${login} is taken. Choose another.`,
  }),
  PERSON_NOT_FOUND: entry<{ person: string }>({
    status: 404,
    exit: 5,
    zh: ({ person }) => `没有成员「${person}」。请用账号或编号指定，见 tagwise person list。`,
    en: ({ person }) => `There is no person ${person}. Use a login or an id; see tagwise person list.`,
  }),
  LAST_ADMINISTRATOR: entry<{ name: string }>({
    status: 409,
    exit: 6,
    zh: ({ name }) => `「${name}」是唯一的管理员，不能停用或改为其他角色。请先让另一位成员成为管理员。`,
    en: ({ name }) =>
      `${name} is the only administrator and cannot be disabled or given another role. Make another person an administrator first.`,
  }),
  PERSON_OWNS: entry<{ name: string; uses: readonly Use[] }>({
    status: 409,
    exit: 6,
    zh: ({ name, uses }) => `「${name}」还负责 ${usesText(uses).zh}。请指定移交给谁（handOverTo），再停用。`,
    en: ({ name, uses }) => `${name} still owns ${usesText(uses).en}. Say who takes over (handOverTo), then disable.`,
  }),
  HAND_OVER_IMPOSSIBLE: entry<{ name: string }>({
    status: 422,
    exit: 3,
    zh: ({ name }) => `不能移交给「${name}」：请选择另一位未停用的成员。`,
    en: ({ name }) => `Nothing can be handed over to ${name}. Choose another person, one who is not disabled.`,
  }),
  TAG_FORBIDDEN: entry<{ what: Text; action: Text; because: Text }>({
    status: 403,
    exit: 4,
    zh: ({ what, action, because }) => `你不能${action.zh}${what.zh}：${because.zh}。需要时请找管理员调整权限。`,
    en: ({ what, action, because }) => `You may not ${action.en} ${what.en}: ${because.en}. Ask an administrator to change the grant.`,
  }),
  GRANT_NOT_FOUND: entry<{ grant: string }>({
    status: 404,
    exit: 5,
    zh: ({ grant }) => `没有编号为「${grant}」的授权，可能已被删除。请刷新列表，见 tagwise grant list。`,
    en: ({ grant }) => `There is no grant ${grant}; it may have been removed. Reload the list; see tagwise grant list.`,
  }),
  GRANT_ADMINISTRATOR: entry<Record<string, never>>({
    status: 422,
    exit: 3,
    zh: () => "管理员始终可以使用全部标签，不能单独授权或禁止。请选择其他角色、部门或成员。",
    en: () => "Administrators may always do everything with every tag. Choose another role, a department or a person.",
  }),
  DEPARTMENT_NOT_FOUND: entry<{ department: string }>({
    status: 404,
    exit: 5,
    zh: ({ department }) => `没有部门「${department}」。部门列表见 tagwise department list。`,
    en: ({ department }) => `There is no department ${department}. See tagwise department list.`,
  }),
  DEPARTMENT_AMBIGUOUS: entry<{ department: string; paths: readonly string[] }>({
    status: 422,
    exit: 3,
    zh: ({ department, paths }) => `有 ${paths.length} 个部门叫「${department}」：${paths.join("、")}。请写明上级。`,
    en: ({ department, paths }) => `${paths.length} departments are called ${department}: ${paths.join(", ")}. Write the parents too.`,
  }),
  DEPARTMENT_NAME_TAKEN: entry<{ name: string }>({
    status: 409,
    exit: 6,
    zh: ({ name }) => `同一上级下已有部门「${name}」。请换一个名称。`,
    en: ({ name }) => `The same parent already has a department named ${name}. Choose another name.`,
  }),
  DEPARTMENT_UNDER_ITSELF: entry<{ name: string }>({
    status: 422,
    exit: 3,
    zh: ({ name }) => `部门「${name}」不能移到自己或自己的下级里。请选择别的上级。`,
    en: ({ name }) => `The department ${name} cannot move below itself or below one of its own departments. Choose another parent.`,
  }),
  DEPARTMENT_NOT_EMPTY: entry<{ name: string; people: number; below: number }>({
    status: 409,
    exit: 6,
    zh: ({ name, people, below }) => `部门「${name}」里还有 ${people} 位成员（含已停用的）和 ${below} 个下级部门。请先把他们移走，再删除。`,
    en: ({ name, people, below }) =>
      `The department ${name} still has ${people} people, disabled ones included, and ${below} departments below it. Move them first, then remove it.`,
  }),
};
