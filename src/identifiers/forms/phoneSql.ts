import { textLiteral as literal } from "../../engine/index.ts";
import {
  BETWEEN,
  FIXED_LINE,
  GROUPED,
  HEAD,
  LOST,
  MOBILE,
  POINT_ZERO,
  SCIENTIFIC,
  SHORTEST_DIGITS,
  SPACED,
  SPELLED,
  TAIL,
} from "./phone.ts";
import { bind } from "./signsSql.ts";

const pattern = (source: string) => literal.text(source);
const NATIONAL = `(?:${MOBILE}|${FIXED_LINE})`;

/** phoneOf in SQL, over plain text. */
export function phoneSql(plain: string): string {
  return bind(
    "t",
    digitsSql(coreSql(plain)),
    `if(match(t, ${pattern(SPELLED)}), ${bind("d", "replaceRegexpAll(t, '[^0-9]+', '')", e164)}, '')`,
  );
}

/** phoneFault in SQL, over plain text: 'lost', 'several' or 'wrong'. */
export function phoneFaultSql(plain: string): string {
  const several = [BETWEEN, SPACED]
    .map((between) => `arrayCount(p -> ${phoneSql("p")} != '', splitByRegexp(${pattern(between)}, c)) > 1`)
    .join(" OR ");
  return bind("c", coreSql(plain), `multiIf(match(c, ${pattern(LOST)}), 'lost', (${several}), 'several', 'wrong')`);
}

function coreSql(plain: string): string {
  return `replaceRegexpOne(replaceRegexpOne(${plain}, ${pattern(HEAD)}, ''), ${pattern(TAIL)}, '')`;
}

function digitsSql(core: string): string {
  const part = (group: number) => `extractGroups(n, ${pattern(SCIENTIFIC)})[${group}]`;
  const [first, rest, sign, power] = [part(1), part(2), part(3), `toUInt8OrZero(${part(4)})`];
  const exact = `if(match(substring(${rest}, ${power} + 1), '^0*$'), concat(${first}, substring(${rest}, 1, ${power})), n)`;
  const short = `if(${sign} = '' AND length(${rest}) >= ${SHORTEST_DIGITS}, concat(${first}, ${rest}, repeat('0', ${power} - length(${rest}))), n)`;
  return bind(
    "n",
    core,
    `multiIf(match(n, ${pattern(GROUPED)}), replaceAll(replaceRegexpOne(n, '[.]0+$', ''), ',', ''),
      match(n, ${pattern(POINT_ZERO)}), replaceRegexpOne(n, '[.]0+$', ''),
      NOT match(n, ${pattern(SCIENTIFIC)}), n,
      ${power} <= length(${rest}), ${exact}, ${short})`,
  );
}

const international = (d: string) =>
  `multiIf(NOT startsWith(${d}, '86'), if(match(${d}, ${pattern("^[1-9][0-9]{7,14}$")}), concat('+', ${d}), ''), ` +
  `match(${d}, ${pattern(`^860?${NATIONAL}$`)}), concat('+86', replaceRegexpOne(substring(${d}, 3), '^0', '')), '')`;

const e164 =
  `multiIf(startsWith(t, '+'), ${bind("e", "replaceRegexpOne(d, '^00', '')", international("e"))}, ` +
  `startsWith(d, '00'), ${bind("e", "substring(d, 3)", international("e"))}, ` +
  `match(d, ${pattern(`^(?:${MOBILE})$`)}), concat('+86', d), match(d, ${pattern(`^86(?:${MOBILE})$`)}), concat('+', d), ` +
  `match(d, ${pattern(`^0${NATIONAL}$`)}), concat('+86', substring(d, 2)), '')`;
