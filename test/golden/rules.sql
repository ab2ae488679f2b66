-- event:Order Completed: leaves
SELECT pair.1 AS leaf, pair.2 AS customers 
  FROM (SELECT arrayJoin([(toUInt32(1), l1), 
  (toUInt32(3), l3), 
  (toUInt32(4), l4), 
  (toUInt32(5), l5), 
  (toUInt32(6), l6), 
  (toUInt32(7), l7), 
  (toUInt32(8), l8), 
  (toUInt32(9), l9), 
  (toUInt32(10), l10), 
  (toUInt32(16), l16), 
  (toUInt32(17), l17), 
  (toUInt32(18), l18)]) AS pair 
  FROM (SELECT groupBitmapStateIf(customer, ifNull(m1 >= toDecimal64('10000', 6), false)) AS l1, 
  groupBitmapStateIf(customer, ifNull(m3 >= toDecimal64('1', 6), false)) AS l3, 
  groupBitmapStateIf(customer, ifNull((m4 >= toDecimal64('100', 6) AND m4 <= toDecimal64('500', 6)), false)) AS l4, 
  groupBitmapStateIf(customer, NOT ifNull(m5 < toDecimal64('3', 6), false)) AS l5, 
  groupBitmapStateIf(customer, (m7 > 0 AND m6 > toDecimal128(toDecimal64('99.5', 6), 6) * toInt64(m7))) AS l6, 
  groupBitmapStateIf(customer, ifNull(m8 <= toDecimal64('1', 6), false)) AS l7, 
  groupBitmapStateIf(customer, ifNull(m9 > toDecimal64('1000', 6), false)) AS l8, 
  groupBitmapStateIf(customer, NOT ifNull(m10 = toDecimal64('0', 6), false)) AS l9, 
  groupBitmapStateIf(customer, ifNull(m11 < fromUnixTimestamp64Milli(toInt64(1752552000000), 'UTC'), false)) AS l10, 
  groupBitmapStateIf(customer, ifNull(m15 >= fromUnixTimestamp64Milli(toInt64(1765857600000), 'UTC'), false)) AS l16, 
  groupBitmapStateIf(customer, ifNull(m16 >= toDecimal64('3', 6), false)) AS l17, 
  groupBitmapStateIf(customer, (m18 > 0 AND m17 >= toDecimal128(toDecimal64('500', 6), 6) * toInt64(m18))) AS l18 
  FROM (SELECT customer, 
  sumIf(ifNull(`p_amount`, 0), time > fromUnixTimestamp64Milli(toInt64(1736913600000), 'UTC')) AS m1, 
  countIf(time > fromUnixTimestamp64Milli(toInt64(1760500800000), 'UTC') AND arrayExists((x1, x2) -> ifNull(x1 = '母婴', false) AND ifNull(x2 >= toDecimal64('100', 6), false), `p_products_category`, `p_products_price`)) AS m3, 
  sumIf(arraySum(v -> ifNull(v, 0), arrayFilter((v, x1) -> isNotNull(v) AND ifNull(x1 IN ('母婴', '食品'), false), `p_products_price`, `p_products_category`)), arrayExists((x1) -> ifNull(x1 IN ('母婴', '食品'), false), `p_products_category`)) AS m4, 
  uniqExactArrayIf(arrayFilter((v) -> isNotNull(v), `p_products_price`), true) AS m5, 
  sumIf(ifNull(`p_amount`, 0), time >= fromUnixTimestamp64Milli(toInt64(1735660800000), 'UTC') 
  AND time < fromUnixTimestamp64Milli(toInt64(1767196800000), 'UTC')) AS m6, 
  countIf(time >= fromUnixTimestamp64Milli(toInt64(1735660800000), 'UTC') 
  AND time < fromUnixTimestamp64Milli(toInt64(1767196800000), 'UTC') AND isNotNull(`p_amount`)) AS m7, 
  minIf(`p_amount`, true) AS m8, 
  maxArrayIf(arrayFilter((v) -> isNotNull(v), `p_products_price`), true) AS m9, 
  count() AS m10, 
  maxOrNull(time) AS m11, 
  minOrNull(time) AS m15, 
  countIf(time > fromUnixTimestamp64Milli(toInt64(1760673600000), 'UTC')) AS m16, 
  sumIf(ifNull(`p_amount`, 0), true) AS m17, 
  countIf(true AND isNotNull(`p_amount`)) AS m18 
  FROM events 
  WHERE event = 'Order Completed' 
  AND time <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC') 
  GROUP BY customer)));

-- event:Order Completed: metrics
SELECT row.1 AS tag, customer, row.2 AS number, row.3 AS time 
  FROM (SELECT customer, arrayJoin([(toUInt32(17), CAST(m1 AS Nullable(Decimal(38, 6))), CAST(NULL AS Nullable(DateTime64(3, 'UTC')))), 
  (toUInt32(18), if(m18 = 0, NULL, CAST(divideDecimal(toDecimal256(m17, 6), toDecimal256(greatest(m18, 1), 0), 6) AS Nullable(Decimal(38, 6)))), CAST(NULL AS Nullable(DateTime64(3, 'UTC')))), 
  (toUInt32(19), CAST(intDiv(toInt64(1768449600000) - toUnixTimestamp64Milli(m11), 86400000) AS Nullable(Decimal(38, 6))), CAST(NULL AS Nullable(DateTime64(3, 'UTC'))))]) AS row 
  FROM (SELECT customer, 
  sumIf(ifNull(`p_amount`, 0), time > fromUnixTimestamp64Milli(toInt64(1736913600000), 'UTC')) AS m1, 
  countIf(time > fromUnixTimestamp64Milli(toInt64(1760500800000), 'UTC') AND arrayExists((x1, x2) -> ifNull(x1 = '母婴', false) AND ifNull(x2 >= toDecimal64('100', 6), false), `p_products_category`, `p_products_price`)) AS m3, 
  sumIf(arraySum(v -> ifNull(v, 0), arrayFilter((v, x1) -> isNotNull(v) AND ifNull(x1 IN ('母婴', '食品'), false), `p_products_price`, `p_products_category`)), arrayExists((x1) -> ifNull(x1 IN ('母婴', '食品'), false), `p_products_category`)) AS m4, 
  uniqExactArrayIf(arrayFilter((v) -> isNotNull(v), `p_products_price`), true) AS m5, 
  sumIf(ifNull(`p_amount`, 0), time >= fromUnixTimestamp64Milli(toInt64(1735660800000), 'UTC') 
  AND time < fromUnixTimestamp64Milli(toInt64(1767196800000), 'UTC')) AS m6, 
  countIf(time >= fromUnixTimestamp64Milli(toInt64(1735660800000), 'UTC') 
  AND time < fromUnixTimestamp64Milli(toInt64(1767196800000), 'UTC') AND isNotNull(`p_amount`)) AS m7, 
  minIf(`p_amount`, true) AS m8, 
  maxArrayIf(arrayFilter((v) -> isNotNull(v), `p_products_price`), true) AS m9, 
  count() AS m10, 
  maxOrNull(time) AS m11, 
  minOrNull(time) AS m15, 
  countIf(time > fromUnixTimestamp64Milli(toInt64(1760673600000), 'UTC')) AS m16, 
  sumIf(ifNull(`p_amount`, 0), true) AS m17, 
  countIf(true AND isNotNull(`p_amount`)) AS m18 
  FROM events 
  WHERE event = 'Order Completed' 
  AND time <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC') 
  GROUP BY customer)) 
  WHERE isNotNull(number) OR isNotNull(time);

-- event:Order Completed: one customer
SELECT customer, 
  sumIf(ifNull(`p_amount`, 0), time > fromUnixTimestamp64Milli(toInt64(1736913600000), 'UTC')) AS m1, 
  countIf(time > fromUnixTimestamp64Milli(toInt64(1760500800000), 'UTC') AND arrayExists((x1, x2) -> ifNull(x1 = '母婴', false) AND ifNull(x2 >= toDecimal64('100', 6), false), `p_products_category`, `p_products_price`)) AS m3, 
  sumIf(arraySum(v -> ifNull(v, 0), arrayFilter((v, x1) -> isNotNull(v) AND ifNull(x1 IN ('母婴', '食品'), false), `p_products_price`, `p_products_category`)), arrayExists((x1) -> ifNull(x1 IN ('母婴', '食品'), false), `p_products_category`)) AS m4, 
  uniqExactArrayIf(arrayFilter((v) -> isNotNull(v), `p_products_price`), true) AS m5, 
  sumIf(ifNull(`p_amount`, 0), time >= fromUnixTimestamp64Milli(toInt64(1735660800000), 'UTC') 
  AND time < fromUnixTimestamp64Milli(toInt64(1767196800000), 'UTC')) AS m6, 
  countIf(time >= fromUnixTimestamp64Milli(toInt64(1735660800000), 'UTC') 
  AND time < fromUnixTimestamp64Milli(toInt64(1767196800000), 'UTC') AND isNotNull(`p_amount`)) AS m7, 
  minIf(`p_amount`, true) AS m8, 
  maxArrayIf(arrayFilter((v) -> isNotNull(v), `p_products_price`), true) AS m9, 
  count() AS m10, 
  maxOrNull(time) AS m11, 
  minOrNull(time) AS m15, 
  countIf(time > fromUnixTimestamp64Milli(toInt64(1760673600000), 'UTC')) AS m16, 
  sumIf(ifNull(`p_amount`, 0), true) AS m17, 
  countIf(true AND isNotNull(`p_amount`)) AS m18 
  FROM events 
  WHERE event = 'Order Completed' 
  AND time <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC') AND customer IN (7) 
  GROUP BY customer;

-- event:Message Received: leaves
SELECT pair.1 AS leaf, pair.2 AS customers 
  FROM (SELECT arrayJoin([(toUInt32(2), l2)]) AS pair 
  FROM (SELECT groupBitmapStateIf(customer, ifNull(m2 >= toDecimal64('1', 6), false)) AS l2 
  FROM (SELECT customer, 
  countIf(time > fromUnixTimestamp64Milli(toInt64(1760673600000), 'UTC') AND ifNull(isNotNull(`p_text`) AND (multiSearchAny(assumeNotNull(`p_text`), ['价格', '优惠', 'it\'s \\ cheap'])), false)) AS m2 
  FROM events 
  WHERE event = 'Message Received' 
  AND time <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC') 
  AND time >= fromUnixTimestamp64Milli(toInt64(1760673600000), 'UTC') 
  GROUP BY customer)));

-- event:Message Received: one customer
SELECT customer, 
  countIf(time > fromUnixTimestamp64Milli(toInt64(1760673600000), 'UTC') AND ifNull(isNotNull(`p_text`) AND (multiSearchAny(assumeNotNull(`p_text`), ['价格', '优惠', 'it\'s \\ cheap'])), false)) AS m2 
  FROM events 
  WHERE event = 'Message Received' 
  AND time <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC') 
  AND time >= fromUnixTimestamp64Milli(toInt64(1760673600000), 'UTC') AND customer IN (7) 
  GROUP BY customer;

-- attribute:city: leaves
SELECT pair.1 AS leaf, pair.2 AS customers 
  FROM (SELECT arrayJoin([(toUInt32(11), l11), 
  (toUInt32(12), l12), 
  (toUInt32(15), l15)]) AS pair 
  FROM (SELECT groupBitmapStateIf(customer, ifNull(m12 IN ('上海', '北京'), false)) AS l11, 
  groupBitmapStateIf(customer, ifNull(match(m12, '(?-s)^广'), false)) AS l12, 
  groupBitmapStateIf(customer, NOT NOT isNotNull(m12)) AS l15 
  FROM (SELECT customer, argMax(tuple(text), (at, received)).1 AS m12 
  FROM attribute_values 
  WHERE attribute = 'city' AND at <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC') 
  GROUP BY customer)));

-- attribute:city: one customer
SELECT customer, argMax(tuple(text), (at, received)).1 AS m12 
  FROM attribute_values 
  WHERE attribute = 'city' AND at <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC') AND customer IN (7) 
  GROUP BY customer;

-- attribute:birthday: leaves
SELECT pair.1 AS leaf, pair.2 AS customers 
  FROM (SELECT arrayJoin([(toUInt32(13), l13)]) AS pair 
  FROM (SELECT groupBitmapStateIf(customer, ifNull((toMonth(toTimeZone(m13, 'Asia/Shanghai')) * 100 + toDayOfMonth(toTimeZone(m13, 'Asia/Shanghai'))) IN (115, 116, 117, 118, 119, 120, 121, 122), false)) AS l13 
  FROM (SELECT customer, argMax(tuple(time), (at, received)).1 AS m13 
  FROM attribute_values 
  WHERE attribute = 'birthday' AND at <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC') 
  GROUP BY customer)));

-- attribute:birthday: one customer
SELECT customer, argMax(tuple(time), (at, received)).1 AS m13 
  FROM attribute_values 
  WHERE attribute = 'birthday' AND at <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC') AND customer IN (7) 
  GROUP BY customer;

-- attribute:child_birthday: leaves
SELECT pair.1 AS leaf, pair.2 AS customers 
  FROM (SELECT arrayJoin([(toUInt32(14), l14)]) AS pair 
  FROM (SELECT groupBitmapStateIf(customer, ifNull((m14 <= fromUnixTimestamp64Milli(toInt64(1736913600000), 'UTC') AND m14 >= fromUnixTimestamp64Milli(toInt64(1705291200000), 'UTC')), false)) AS l14 
  FROM (SELECT customer, argMax(tuple(time), (at, received)).1 AS m14 
  FROM attribute_values 
  WHERE attribute = 'child_birthday' AND at <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC') 
  GROUP BY customer)));

-- attribute:child_birthday: one customer
SELECT customer, argMax(tuple(time), (at, received)).1 AS m14 
  FROM attribute_values 
  WHERE attribute = 'child_birthday' AND at <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC') AND customer IN (7) 
  GROUP BY customer;

-- tags
SELECT row.1, row.2, row.3 
  FROM (SELECT arrayJoin([(toUInt32(1), '', r0_0), 
  (toUInt32(2), '', r1_0), 
  (toUInt32(3), '', r2_0), 
  (toUInt32(4), '', r3_0), 
  (toUInt32(5), '', r4_0), 
  (toUInt32(6), '', r5_0), 
  (toUInt32(7), '', r6_0), 
  (toUInt32(8), '', r7_0), 
  (toUInt32(9), '', r8_0), 
  (toUInt32(10), '', r9_0), 
  (toUInt32(11), '', r10_0), 
  (toUInt32(12), '', r11_0), 
  (toUInt32(13), '', r12_0), 
  (toUInt32(14), '', r13_0), 
  (toUInt32(15), '新客户', r14_0), 
  (toUInt32(15), '忠诚客户', r14_1), 
  (toUInt32(15), '一般客户', r14_2), 
  (toUInt32(16), '', r15_0), 
  (toUInt32(20), '', r16_0)]) AS row 
  FROM (SELECT *, l1 AS r0_0, l2 AS r1_0, l3 AS r2_0, l4 AS r3_0, bitmapAndnot(u, l5) AS r4_0, l6 AS r5_0, l7 AS r6_0, l8 AS r7_0, bitmapAndnot(u, l9) AS r8_0, bitmapAnd(l10, bitmapAndnot(u, t1)) AS r9_0, bitmapOr(l11, l12) AS r10_0, l13 AS r11_0, l14 AS r12_0, bitmapAndnot(u, l15) AS r13_0, l16 AS r14_0, bitmapAndnot(l17, r14_0) AS r14_1, bitmapAndnot(u, bitmapOr(r14_0, r14_1)) AS r14_2, t2 AS r15_0, l18 AS r16_0 
  FROM (SELECT groupBitmapMergeStateIf(customers, leaf = 0) AS u, 
  groupBitmapMergeStateIf(customers, leaf = 1) AS l1, 
  groupBitmapMergeStateIf(customers, leaf = 2) AS l2, 
  groupBitmapMergeStateIf(customers, leaf = 3) AS l3, 
  groupBitmapMergeStateIf(customers, leaf = 4) AS l4, 
  groupBitmapMergeStateIf(customers, leaf = 5) AS l5, 
  groupBitmapMergeStateIf(customers, leaf = 6) AS l6, 
  groupBitmapMergeStateIf(customers, leaf = 7) AS l7, 
  groupBitmapMergeStateIf(customers, leaf = 8) AS l8, 
  groupBitmapMergeStateIf(customers, leaf = 9) AS l9, 
  groupBitmapMergeStateIf(customers, leaf = 10) AS l10, 
  groupBitmapMergeStateIf(customers, leaf = 11) AS l11, 
  groupBitmapMergeStateIf(customers, leaf = 12) AS l12, 
  groupBitmapMergeStateIf(customers, leaf = 13) AS l13, 
  groupBitmapMergeStateIf(customers, leaf = 14) AS l14, 
  groupBitmapMergeStateIf(customers, leaf = 15) AS l15, 
  groupBitmapMergeStateIf(customers, leaf = 16) AS l16, 
  groupBitmapMergeStateIf(customers, leaf = 17) AS l17, 
  groupBitmapMergeStateIf(customers, leaf = 18) AS l18 
  FROM stage_leaves_golden) AS leaves CROSS JOIN (SELECT groupBitmapMergeStateIf(customers, tag = 2) AS t1, 
  groupBitmapMergeStateIf(customers, tag = 15 AND value IN ('忠诚客户')) AS t2 
  FROM stage_members_golden) AS named));
