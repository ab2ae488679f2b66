import { literal, sql, type Sql } from "../../../engine/index.ts";
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
import { bind } from "../signsSql.ts";

const pattern = (source: string) => literal.text(source);
const NATIONAL = `(?:${MOBILE}|${FIXED_LINE})`;

/** phoneOf in SQL, over plain text. */
export function phoneSql(plain: Sql): Sql {
  return bind(
    "t",
    digitsSql(coreSql(plain)),
    sql`if(match(t, ${pattern(SPELLED)}), ${bind("d", sql`replaceRegexpAll(t, '[^0-9]+', '')`, e164)}, '')`,
  );
}

/** phoneFault in SQL, over plain text: 'lost', 'several' or 'phone'. */
export function phoneFaultSql(plain: Sql): Sql {
  const several = sql.join(
    [BETWEEN, SPACED].map((between) => sql`arrayCount(p -> ${phoneSql(sql`p`)} != '', splitByRegexp(${pattern(between)}, c)) > 1`),
    " OR ",
  );
  return bind("c", coreSql(plain), sql`multiIf(match(c, ${pattern(LOST)}), 'lost', (${several}), 'several', 'phone')`);
}

function coreSql(plain: Sql): Sql {
  return sql`replaceRegexpOne(replaceRegexpOne(${plain}, ${pattern(HEAD)}, ''), ${pattern(TAIL)}, '')`;
}

function digitsSql(core: Sql): Sql {
  const part = (group: number) => sql`extractGroups(n, ${pattern(SCIENTIFIC)})[${literal.integer(group)}]`;
  const [first, rest, sign, power] = [part(1), part(2), part(3), sql`toUInt8OrZero(${part(4)})`];
  const exact = sql`if(match(substring(${rest}, ${power} + 1), '^0*$'), concat(${first}, substring(${rest}, 1, ${power})), n)`;
  const short = sql`if(${sign} = '' AND length(${rest}) >= ${literal.integer(SHORTEST_DIGITS)}, concat(${first}, ${rest}, repeat('0', ${power} - length(${rest}))), n)`;
  return bind(
    "n",
    core,
    sql`multiIf(match(n, ${pattern(GROUPED)}), replaceAll(replaceRegexpOne(n, '[.]0+$', ''), ',', ''),
      match(n, ${pattern(POINT_ZERO)}), replaceRegexpOne(n, '[.]0+$', ''),
      NOT match(n, ${pattern(SCIENTIFIC)}), n,
      ${power} <= length(${rest}), ${exact}, ${short})`,
  );
}

const international = (d: Sql) =>
  sql`multiIf(NOT startsWith(${d}, '86'), if(match(${d}, ${pattern(`^[1-9][0-9]{7,14}$`)}), concat('+', ${d}), ''), match(${d}, ${pattern(`^860?${NATIONAL}$`)}), concat('+86', replaceRegexpOne(substring(${d}, 3), '^0', '')), '')`;

const e164 = sql`multiIf(startsWith(t, '+'), ${bind("e", sql`replaceRegexpOne(d, '^00', '')`, international(sql`e`))}, startsWith(d, '00'), ${bind("e", sql`substring(d, 3)`, international(sql`e`))}, match(d, ${pattern(`^(?:${MOBILE})$`)}), concat('+86', d), match(d, ${pattern(`^86(?:${MOBILE})$`)}), concat('+', d), match(d, ${pattern(`^0${NATIONAL}$`)}), concat('+86', substring(d, 2)), '')`;
