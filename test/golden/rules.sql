-- event:Order Completed: leaves
SELECT leaf, bitmapBuild(arraySort(list)) AS customers
FROM (SELECT [groupArrayIf(customer, ifNull(m1 >= toDecimal64('10000', 6), false)),
  groupArrayIf(customer, bitTest(k1, 0)),
  groupArrayIf(customer, ifNull((m4 >= toDecimal64('100', 6) AND m4 <= toDecimal64('500', 6)), false)),
  groupArrayIf(customer, NOT ifNull(m5 < toDecimal64('3', 6), false)),
  groupArrayIf(customer, (m7 > 0 AND m6 > toDecimal128(toDecimal64('99.5', 6), 6) * toInt64(m7))),
  groupArrayIf(customer, bitTest(k1, 1)),
  groupArrayIf(customer, bitTest(k1, 2)),
  groupArrayIf(customer, bitTest(k1, 3)),
  groupArrayIf(customer, bitTest(k1, 3) AND NOT bitTest(k1, 4)),
  groupArrayIf(customer, bitTest(k1, 3) AND NOT bitTest(k1, 5)),
  groupArrayIf(customer, ifNull(m16 >= toDecimal64('3', 6), false)),
  groupArrayIf(customer, (m18 > 0 AND m17 >= toDecimal128(toDecimal64('500', 6), 6) * toInt64(m18))),
  groupArrayIf(customer, ifNull(m20 > 0 AND m22 > 0 AND toDecimal256(m21, 6) > toDecimal256('10', 6) * toDecimal256(m22, 0) AND m21 > 0 AND toDecimal256(m19, 6) * toDecimal256(m22, 0) >= toDecimal256('1.5', 6) * toDecimal256(m21, 6) * toDecimal256(m20, 0), false)),
  groupArrayIf(customer, ifNull(m27 = '门店', false)),
  groupArrayIf(customer, (m42 > 0 AND m41 >= toDecimal128(toDecimal64('100', 6), 6) * toInt64(m42))),
  groupArrayIf(customer, (m44 > 0 AND m43 > toDecimal128(toDecimal64('500', 6), 6) * toInt64(m44))),
  groupArrayIf(customer, (m18 > 1 AND (toDecimal256(m18, 0) * m45 - toDecimal256(m17, 6) * toDecimal256(m17, 6)) >= toDecimal256('156.250000000000', 12) * (toDecimal256(m18, 0) * toDecimal256(toInt64(m18) - 1, 0))))] AS lists FROM (SELECT customer,
  sumIf(ifNull(`p_amount`, 0), time > fromUnixTimestamp64Milli(toInt64(1736913600000), 'UTC')) AS m1,
  sumIf(arraySum(v -> ifNull(v, 0), arrayFilter((v, x1) -> isNotNull(v) AND ifNull(x1 IN ('母婴', '食品'), false), `p_products_price`, `p_products_category`)), arrayExists((x1) -> ifNull(x1 IN ('母婴', '食品'), false), `p_products_category`)) AS m4,
  uniqExactArrayIf(arrayFilter((v) -> isNotNull(v), `p_products_price`), true) AS m5,
  sumIf(ifNull(`p_amount`, 0), time >= fromUnixTimestamp64Milli(toInt64(1735660800000), 'UTC')
  AND time < fromUnixTimestamp64Milli(toInt64(1767196800000), 'UTC')) AS m6,
  countIf(time >= fromUnixTimestamp64Milli(toInt64(1735660800000), 'UTC')
  AND time < fromUnixTimestamp64Milli(toInt64(1767196800000), 'UTC') AND isNotNull(`p_amount`)) AS m7,
  countIf(time > fromUnixTimestamp64Milli(toInt64(1760673600000), 'UTC')) AS m16,
  sumIf(ifNull(`p_amount`, 0), true) AS m17,
  countIf(true AND isNotNull(`p_amount`)) AS m18,
  sumIf(ifNull(`p_amount`, 0), time > fromUnixTimestamp64Milli(toInt64(1760673600000), 'UTC')) AS m19,
  countIf(time > fromUnixTimestamp64Milli(toInt64(1760673600000), 'UTC') AND isNotNull(`p_amount`)) AS m20,
  sumIf(ifNull(`p_amount`, 0), time > fromUnixTimestamp64Milli(toInt64(1752897600000), 'UTC')
  AND time <= fromUnixTimestamp64Milli(toInt64(1760673600000), 'UTC')) AS m21,
  countIf(time > fromUnixTimestamp64Milli(toInt64(1752897600000), 'UTC')
  AND time <= fromUnixTimestamp64Milli(toInt64(1760673600000), 'UTC') AND isNotNull(`p_amount`)) AS m22, if(empty(sumMapIf([assumeNotNull(`p_channel`)], [toUInt64(1)], true AND isNotNull(`p_channel`)).1), NULL, CAST(sumMapIf([assumeNotNull(`p_channel`)], [toUInt64(1)], true AND isNotNull(`p_channel`)).1[indexOf(sumMapIf([assumeNotNull(`p_channel`)], [toUInt64(1)], true AND isNotNull(`p_channel`)).2, arrayMax(sumMapIf([assumeNotNull(`p_channel`)], [toUInt64(1)], true AND isNotNull(`p_channel`)).2))] AS Nullable(String))) AS m27, arrayMap(a -> CAST(toDecimal256(a[intDiv(((greatest(toInt64(length(a)), 1) - 1) * 1), 2) + 1], 6) * toDecimal256(2, 0) + toDecimal256(((greatest(toInt64(length(a)), 1) - 1) * 1) % 2, 0) * (toDecimal256(a[least(intDiv(((greatest(toInt64(length(a)), 1) - 1) * 1), 2) + 2, greatest(toInt64(length(a)), 1))], 6) - toDecimal256(a[intDiv(((greatest(toInt64(length(a)), 1) - 1) * 1), 2) + 1], 6)) AS Decimal(38, 6)), [arraySort(groupArrayIf(assumeNotNull(`p_amount`), time > fromUnixTimestamp64Milli(toInt64(1736913600000), 'UTC') AND isNotNull(`p_amount`)))])[1] AS m41, if(countIf(time > fromUnixTimestamp64Milli(toInt64(1736913600000), 'UTC') AND isNotNull(`p_amount`)) > 0, toUInt64(2), 0) AS m42, arrayMap(a -> CAST(toDecimal256(a[intDiv(((greatest(toInt64(length(a)), 1) - 1) * 9), 10) + 1], 6) * toDecimal256(10, 0) + toDecimal256(((greatest(toInt64(length(a)), 1) - 1) * 9) % 10, 0) * (toDecimal256(a[least(intDiv(((greatest(toInt64(length(a)), 1) - 1) * 9), 10) + 2, greatest(toInt64(length(a)), 1))], 6) - toDecimal256(a[intDiv(((greatest(toInt64(length(a)), 1) - 1) * 9), 10) + 1], 6)) AS Decimal(38, 6)), [arraySort(groupArrayArrayIf(arrayMap(v -> assumeNotNull(v), arrayFilter((v) -> isNotNull(v), `p_products_price`)), true))])[1] AS m43, if(sumIf(length(arrayFilter((v) -> isNotNull(v), `p_products_price`)), true) > 0, toUInt64(10), 0) AS m44,
  sumIf(ifNull(toDecimal256(`p_amount`, 6) * toDecimal256(`p_amount`, 6), 0), true) AS m45,
  groupBitOr(bitOr(bitOr(bitOr(bitOr(bitOr(toUInt8(time > fromUnixTimestamp64Milli(toInt64(1760500800000), 'UTC') AND arrayExists((x1, x2) -> ifNull(x1 = '母婴', false) AND ifNull(x2 >= toDecimal64('100', 6), false), `p_products_category`, `p_products_price`)), bitShiftLeft(toUInt8(ifNull(`p_amount` <= toDecimal64('1', 6), false)), 1)), bitShiftLeft(toUInt8(arrayExists(v -> ifNull(v > toDecimal64('1000', 6), false), arrayFilter((v) -> isNotNull(v), `p_products_price`))), 2)), bitShiftLeft(toUInt8(true), 3)), bitShiftLeft(toUInt8(time >= fromUnixTimestamp64Milli(toInt64(1752552000000), 'UTC')), 4)), bitShiftLeft(toUInt8(time < fromUnixTimestamp64Milli(toInt64(1765857600000), 'UTC')), 5))) AS k1
FROM events WHERE event = 'Order Completed'
  AND time <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC')
GROUP BY customer))
ARRAY JOIN CAST([1, 3, 4, 5, 6, 7, 8, 9, 10, 16, 17, 18, 19, 23, 33, 34, 35] AS Array(UInt32)) AS leaf, lists AS list;

-- event:Order Completed: metrics
SELECT tag, customer, number, time
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
  countIf(true AND isNotNull(`p_amount`)) AS m18,
  sumIf(ifNull(`p_amount`, 0), time > fromUnixTimestamp64Milli(toInt64(1760673600000), 'UTC')) AS m19,
  countIf(time > fromUnixTimestamp64Milli(toInt64(1760673600000), 'UTC') AND isNotNull(`p_amount`)) AS m20,
  sumIf(ifNull(`p_amount`, 0), time > fromUnixTimestamp64Milli(toInt64(1752897600000), 'UTC')
  AND time <= fromUnixTimestamp64Milli(toInt64(1760673600000), 'UTC')) AS m21,
  countIf(time > fromUnixTimestamp64Milli(toInt64(1752897600000), 'UTC')
  AND time <= fromUnixTimestamp64Milli(toInt64(1760673600000), 'UTC') AND isNotNull(`p_amount`)) AS m22, if(empty(sumMapIf([assumeNotNull(`p_channel`)], [toUInt64(1)], true AND isNotNull(`p_channel`)).1), NULL, CAST(sumMapIf([assumeNotNull(`p_channel`)], [toUInt64(1)], true AND isNotNull(`p_channel`)).1[indexOf(sumMapIf([assumeNotNull(`p_channel`)], [toUInt64(1)], true AND isNotNull(`p_channel`)).2, arrayMax(sumMapIf([assumeNotNull(`p_channel`)], [toUInt64(1)], true AND isNotNull(`p_channel`)).2))] AS Nullable(String))) AS m27, arrayMap(a -> CAST(toDecimal256(a[intDiv(((greatest(toInt64(length(a)), 1) - 1) * 1), 2) + 1], 6) * toDecimal256(2, 0) + toDecimal256(((greatest(toInt64(length(a)), 1) - 1) * 1) % 2, 0) * (toDecimal256(a[least(intDiv(((greatest(toInt64(length(a)), 1) - 1) * 1), 2) + 2, greatest(toInt64(length(a)), 1))], 6) - toDecimal256(a[intDiv(((greatest(toInt64(length(a)), 1) - 1) * 1), 2) + 1], 6)) AS Decimal(38, 6)), [arraySort(groupArrayIf(assumeNotNull(`p_amount`), time > fromUnixTimestamp64Milli(toInt64(1736913600000), 'UTC') AND isNotNull(`p_amount`)))])[1] AS m41, if(countIf(time > fromUnixTimestamp64Milli(toInt64(1736913600000), 'UTC') AND isNotNull(`p_amount`)) > 0, toUInt64(2), 0) AS m42, arrayMap(a -> CAST(toDecimal256(a[intDiv(((greatest(toInt64(length(a)), 1) - 1) * 9), 10) + 1], 6) * toDecimal256(10, 0) + toDecimal256(((greatest(toInt64(length(a)), 1) - 1) * 9) % 10, 0) * (toDecimal256(a[least(intDiv(((greatest(toInt64(length(a)), 1) - 1) * 9), 10) + 2, greatest(toInt64(length(a)), 1))], 6) - toDecimal256(a[intDiv(((greatest(toInt64(length(a)), 1) - 1) * 9), 10) + 1], 6)) AS Decimal(38, 6)), [arraySort(groupArrayArrayIf(arrayMap(v -> assumeNotNull(v), arrayFilter((v) -> isNotNull(v), `p_products_price`)), true))])[1] AS m43, if(sumIf(length(arrayFilter((v) -> isNotNull(v), `p_products_price`)), true) > 0, toUInt64(10), 0) AS m44,
  sumIf(ifNull(toDecimal256(`p_amount`, 6) * toDecimal256(`p_amount`, 6), 0), true) AS m45,
  sumIf(arraySum(v -> ifNull(v, 0), arrayFilter((v) -> isNotNull(v), `p_products_price`)), true) AS m46,
  sumIf(arraySum(arrayMap(v -> ifNull(toDecimal256(v, 6) * toDecimal256(v, 6), 0), arrayFilter((v) -> isNotNull(v), `p_products_price`))), true) AS m47,
  sumIf(length(arrayFilter((v) -> isNotNull(v), `p_products_price`)), true) AS m48, arrayMap(a -> CAST(toDecimal256(a[intDiv(((greatest(toInt64(length(a)), 1) - 1) * 1), 2) + 1], 6) * toDecimal256(2, 0) + toDecimal256(((greatest(toInt64(length(a)), 1) - 1) * 1) % 2, 0) * (toDecimal256(a[least(intDiv(((greatest(toInt64(length(a)), 1) - 1) * 1), 2) + 2, greatest(toInt64(length(a)), 1))], 6) - toDecimal256(a[intDiv(((greatest(toInt64(length(a)), 1) - 1) * 1), 2) + 1], 6)) AS Decimal(38, 6)), [arraySort(groupArrayIf(assumeNotNull(`p_amount`), true AND isNotNull(`p_amount`)))])[1] AS m49, if(countIf(true AND isNotNull(`p_amount`)) > 0, toUInt64(2), 0) AS m50
FROM events WHERE event = 'Order Completed'
  AND time <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC')
GROUP BY customer)
ARRAY JOIN [toUInt32(17), toUInt32(18), toUInt32(19), toUInt32(35), toUInt32(36)] AS tag, [nullIf(CAST(m1 AS Nullable(Decimal(38, 6))), 0), if(m18 = 0, NULL, CAST(divideDecimal(toDecimal256(m17, 6), toDecimal256(greatest(m18, 1), 0), 6) AS Nullable(Decimal(38, 6)))), CAST(NULL AS Nullable(Decimal(38, 6))), if(m48 < 2, NULL, CAST(divideDecimal(toDecimal256(arrayMap((variance, root) -> root - toInt256(root * root > variance), [intDiv(toInt256((toDecimal256(m48, 0) * m47 - toDecimal256(m46, 6) * toDecimal256(m46, 6)) * toDecimal256('1000000000000', 0)), greatest(toInt256((toDecimal256(m48, 0) * toDecimal256(toInt64(m48) - 1, 0))), 1))], arrayMap((variance, guess) -> intDiv(guess + intDiv(variance, guess), 2), [intDiv(toInt256((toDecimal256(m48, 0) * m47 - toDecimal256(m46, 6) * toDecimal256(m46, 6)) * toDecimal256('1000000000000', 0)), greatest(toInt256((toDecimal256(m48, 0) * toDecimal256(toInt64(m48) - 1, 0))), 1))], arrayMap(variance -> greatest(toInt256(floor(sqrt(toFloat64(variance)))), 1), [intDiv(toInt256((toDecimal256(m48, 0) * m47 - toDecimal256(m46, 6) * toDecimal256(m46, 6)) * toDecimal256('1000000000000', 0)), greatest(toInt256((toDecimal256(m48, 0) * toDecimal256(toInt64(m48) - 1, 0))), 1))])))[1], 0), toDecimal256(1000000, 0), 6) AS Nullable(Decimal(38, 6)))), if(m50 = 0, NULL, CAST(divideDecimal(toDecimal256(m49, 6), toDecimal256(greatest(m50, 1), 0), 6) AS Nullable(Decimal(38, 6))))] AS number, [CAST(NULL AS Nullable(DateTime64(3, 'UTC'))), CAST(NULL AS Nullable(DateTime64(3, 'UTC'))), m11, CAST(NULL AS Nullable(DateTime64(3, 'UTC'))), CAST(NULL AS Nullable(DateTime64(3, 'UTC')))] AS time
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
  countIf(true AND isNotNull(`p_amount`)) AS m18,
  sumIf(ifNull(`p_amount`, 0), time > fromUnixTimestamp64Milli(toInt64(1760673600000), 'UTC')) AS m19,
  countIf(time > fromUnixTimestamp64Milli(toInt64(1760673600000), 'UTC') AND isNotNull(`p_amount`)) AS m20,
  sumIf(ifNull(`p_amount`, 0), time > fromUnixTimestamp64Milli(toInt64(1752897600000), 'UTC')
  AND time <= fromUnixTimestamp64Milli(toInt64(1760673600000), 'UTC')) AS m21,
  countIf(time > fromUnixTimestamp64Milli(toInt64(1752897600000), 'UTC')
  AND time <= fromUnixTimestamp64Milli(toInt64(1760673600000), 'UTC') AND isNotNull(`p_amount`)) AS m22, if(empty(sumMapIf([assumeNotNull(`p_channel`)], [toUInt64(1)], true AND isNotNull(`p_channel`)).1), NULL, CAST(sumMapIf([assumeNotNull(`p_channel`)], [toUInt64(1)], true AND isNotNull(`p_channel`)).1[indexOf(sumMapIf([assumeNotNull(`p_channel`)], [toUInt64(1)], true AND isNotNull(`p_channel`)).2, arrayMax(sumMapIf([assumeNotNull(`p_channel`)], [toUInt64(1)], true AND isNotNull(`p_channel`)).2))] AS Nullable(String))) AS m27, arrayMap(a -> CAST(toDecimal256(a[intDiv(((greatest(toInt64(length(a)), 1) - 1) * 1), 2) + 1], 6) * toDecimal256(2, 0) + toDecimal256(((greatest(toInt64(length(a)), 1) - 1) * 1) % 2, 0) * (toDecimal256(a[least(intDiv(((greatest(toInt64(length(a)), 1) - 1) * 1), 2) + 2, greatest(toInt64(length(a)), 1))], 6) - toDecimal256(a[intDiv(((greatest(toInt64(length(a)), 1) - 1) * 1), 2) + 1], 6)) AS Decimal(38, 6)), [arraySort(groupArrayIf(assumeNotNull(`p_amount`), time > fromUnixTimestamp64Milli(toInt64(1736913600000), 'UTC') AND isNotNull(`p_amount`)))])[1] AS m41, if(countIf(time > fromUnixTimestamp64Milli(toInt64(1736913600000), 'UTC') AND isNotNull(`p_amount`)) > 0, toUInt64(2), 0) AS m42, arrayMap(a -> CAST(toDecimal256(a[intDiv(((greatest(toInt64(length(a)), 1) - 1) * 9), 10) + 1], 6) * toDecimal256(10, 0) + toDecimal256(((greatest(toInt64(length(a)), 1) - 1) * 9) % 10, 0) * (toDecimal256(a[least(intDiv(((greatest(toInt64(length(a)), 1) - 1) * 9), 10) + 2, greatest(toInt64(length(a)), 1))], 6) - toDecimal256(a[intDiv(((greatest(toInt64(length(a)), 1) - 1) * 9), 10) + 1], 6)) AS Decimal(38, 6)), [arraySort(groupArrayArrayIf(arrayMap(v -> assumeNotNull(v), arrayFilter((v) -> isNotNull(v), `p_products_price`)), true))])[1] AS m43, if(sumIf(length(arrayFilter((v) -> isNotNull(v), `p_products_price`)), true) > 0, toUInt64(10), 0) AS m44,
  sumIf(ifNull(toDecimal256(`p_amount`, 6) * toDecimal256(`p_amount`, 6), 0), true) AS m45,
  sumIf(arraySum(v -> ifNull(v, 0), arrayFilter((v) -> isNotNull(v), `p_products_price`)), true) AS m46,
  sumIf(arraySum(arrayMap(v -> ifNull(toDecimal256(v, 6) * toDecimal256(v, 6), 0), arrayFilter((v) -> isNotNull(v), `p_products_price`))), true) AS m47,
  sumIf(length(arrayFilter((v) -> isNotNull(v), `p_products_price`)), true) AS m48, arrayMap(a -> CAST(toDecimal256(a[intDiv(((greatest(toInt64(length(a)), 1) - 1) * 1), 2) + 1], 6) * toDecimal256(2, 0) + toDecimal256(((greatest(toInt64(length(a)), 1) - 1) * 1) % 2, 0) * (toDecimal256(a[least(intDiv(((greatest(toInt64(length(a)), 1) - 1) * 1), 2) + 2, greatest(toInt64(length(a)), 1))], 6) - toDecimal256(a[intDiv(((greatest(toInt64(length(a)), 1) - 1) * 1), 2) + 1], 6)) AS Decimal(38, 6)), [arraySort(groupArrayIf(assumeNotNull(`p_amount`), true AND isNotNull(`p_amount`)))])[1] AS m49, if(countIf(true AND isNotNull(`p_amount`)) > 0, toUInt64(2), 0) AS m50
FROM events WHERE event = 'Order Completed'
  AND time <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC') AND customer IN (7)
GROUP BY customer;

-- event:Message Received: leaves
SELECT leaf, customers
FROM (
  SELECT [e1] AS bitmaps
  FROM (SELECT groupBitmapStateIf(customer, time > fromUnixTimestamp64Milli(toInt64(1760673600000), 'UTC')) AS e1 FROM events WHERE event = 'Message Received'
  AND time <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC')
  AND time >= fromUnixTimestamp64Milli(toInt64(1760673600000), 'UTC') AND ifNull(isNotNull(`p_text`) AND (multiSearchAny(assumeNotNull(`p_text`), ['价格', '优惠', 'it\'s \\ cheap'])), false))
)
ARRAY JOIN CAST([2] AS Array(UInt32)) AS leaf, bitmaps AS customers;

-- event:Message Received: one customer
SELECT customer,
  countIf(time > fromUnixTimestamp64Milli(toInt64(1760673600000), 'UTC') AND ifNull(isNotNull(`p_text`) AND (multiSearchAny(assumeNotNull(`p_text`), ['价格', '优惠', 'it\'s \\ cheap'])), false)) AS m2
FROM events WHERE event = 'Message Received'
  AND time <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC')
  AND time >= fromUnixTimestamp64Milli(toInt64(1760673600000), 'UTC') AND customer IN (7)
GROUP BY customer;

-- attribute:city: leaves
SELECT leaf, bitmapBuild(arraySort(list)) AS customers
FROM (SELECT [groupArrayIf(customer, ifNull(m12 IN ('上海', '北京'), false)),
  groupArrayIf(customer, ifNull(match(m12, '(?-s)^广'), false)),
  groupArrayIf(customer, NOT NOT isNotNull(m12)),
  groupArrayIf(customer, ifNull(m12 = '上海', false))] AS lists FROM (SELECT customer, if(maxIf((at, isNotNull(text), assumeNotNull(text)), (isNotNull(text) OR cleared)).2 = 1,
  maxIf((at, isNotNull(text), assumeNotNull(text)), (isNotNull(text) OR cleared)).3, NULL) AS m12
FROM attribute_values WHERE attribute = 'city' AND at <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC')
GROUP BY customer))
ARRAY JOIN CAST([11, 12, 15, 30] AS Array(UInt32)) AS leaf, lists AS list;

-- attribute:city: one customer
SELECT customer, if(maxIf((at, isNotNull(text), assumeNotNull(text)), (isNotNull(text) OR cleared)).2 = 1,
  maxIf((at, isNotNull(text), assumeNotNull(text)), (isNotNull(text) OR cleared)).3, NULL) AS m12
FROM attribute_values WHERE attribute = 'city' AND at <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC') AND customer IN (7)
GROUP BY customer;

-- attribute:birthday: leaves
SELECT leaf, bitmapBuild(arraySort(list)) AS customers
FROM (SELECT [groupArrayIf(customer, ifNull((toMonth(m13) * 100 + toDayOfMonth(m13)) IN (115, 116, 117, 118, 119, 120, 121, 122), false))] AS lists FROM (SELECT customer, if(maxIf((at, isNotNull(date), assumeNotNull(date)), (isNotNull(date) OR cleared)).2 = 1,
  maxIf((at, isNotNull(date), assumeNotNull(date)), (isNotNull(date) OR cleared)).3, NULL) AS m13
FROM attribute_values WHERE attribute = 'birthday' AND at <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC')
GROUP BY customer))
ARRAY JOIN CAST([13] AS Array(UInt32)) AS leaf, lists AS list;

-- attribute:birthday: one customer
SELECT customer, if(maxIf((at, isNotNull(date), assumeNotNull(date)), (isNotNull(date) OR cleared)).2 = 1,
  maxIf((at, isNotNull(date), assumeNotNull(date)), (isNotNull(date) OR cleared)).3, NULL) AS m13
FROM attribute_values WHERE attribute = 'birthday' AND at <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC') AND customer IN (7)
GROUP BY customer;

-- attribute:child_birthday: leaves
SELECT leaf, bitmapBuild(arraySort(list)) AS customers
FROM (SELECT [groupArrayIf(customer, ifNull(((m14 >= toDate32('2024-01-15') AND m14 <= toDate32('2025-01-15')) AND m14 <= toDate32('2026-01-15')), false))] AS lists FROM (SELECT customer, if(maxIf((at, isNotNull(date), assumeNotNull(date)), (isNotNull(date) OR cleared)).2 = 1,
  maxIf((at, isNotNull(date), assumeNotNull(date)), (isNotNull(date) OR cleared)).3, NULL) AS m14
FROM attribute_values WHERE attribute = 'child_birthday' AND at <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC')
GROUP BY customer))
ARRAY JOIN CAST([14] AS Array(UInt32)) AS leaf, lists AS list;

-- attribute:child_birthday: one customer
SELECT customer, if(maxIf((at, isNotNull(date), assumeNotNull(date)), (isNotNull(date) OR cleared)).2 = 1,
  maxIf((at, isNotNull(date), assumeNotNull(date)), (isNotNull(date) OR cleared)).3, NULL) AS m14
FROM attribute_values WHERE attribute = 'child_birthday' AND at <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC') AND customer IN (7)
GROUP BY customer;

-- events:["Order Completed","Product Added"]: leaves
SELECT leaf, bitmapBuild(arraySort(list)) AS customers
FROM (SELECT [groupArrayIf(customer, arrayExists(s -> s + 86400000 <= 1768449600000 AND NOT arrayExists(t -> t > s AND t <= s + 86400000, m24), m23))] AS lists FROM (SELECT customer, arraySort(groupArrayIf(toUnixTimestamp64Milli(time), event = 'Product Added'
  AND time > fromUnixTimestamp64Milli(toInt64(1765857600000), 'UTC'))) AS m23, arraySort(groupArrayIf(toUnixTimestamp64Milli(time), event = 'Order Completed'
  AND time > fromUnixTimestamp64Milli(toInt64(1765857600000), 'UTC'))) AS m24
FROM events WHERE event IN ('Order Completed', 'Product Added')
  AND time <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC')
  AND time >= fromUnixTimestamp64Milli(toInt64(1765857600000), 'UTC')
GROUP BY customer))
ARRAY JOIN CAST([20] AS Array(UInt32)) AS leaf, lists AS list;

-- events:["Order Completed","Product Added"]: one customer
SELECT customer, arraySort(groupArrayIf(toUnixTimestamp64Milli(time), event = 'Product Added'
  AND time > fromUnixTimestamp64Milli(toInt64(1765857600000), 'UTC'))) AS m23, arraySort(groupArrayIf(toUnixTimestamp64Milli(time), event = 'Order Completed'
  AND time > fromUnixTimestamp64Milli(toInt64(1765857600000), 'UTC'))) AS m24
FROM events WHERE event IN ('Order Completed', 'Product Added')
  AND time <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC')
  AND time >= fromUnixTimestamp64Milli(toInt64(1765857600000), 'UTC') AND customer IN (7)
GROUP BY customer;

-- event:Message Received since {"which":"last","event":"Message Sent","where":[]}: leaves
SELECT leaf, customers
FROM (
  SELECT [e1] AS bitmaps
  FROM (SELECT groupBitmapStateIf(customer, true) AS e1 FROM events INNER JOIN (SELECT customer,
  max(time) AS anchor
  FROM events
  WHERE event = 'Message Sent'
   
  AND time <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC')
  GROUP BY customer) AS anchors USING (customer) WHERE event = 'Message Received'
  AND time <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC')
  AND time > anchor)
)
ARRAY JOIN CAST([21] AS Array(UInt32)) AS leaf, bitmaps AS customers;

-- event:Message Received since {"which":"last","event":"Message Sent","where":[]}: one customer
SELECT customer,
  count() AS m25
FROM events INNER JOIN (SELECT customer,
  max(time) AS anchor
FROM events
WHERE event = 'Message Sent'
 
  AND time <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC') AND customer IN (7)
GROUP BY customer) AS anchors USING (customer) WHERE event = 'Message Received'
  AND time <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC') AND customer IN (7)
  AND time > anchor
GROUP BY customer;

-- event:Product Viewed: leaves
SELECT leaf, bitmapBuild(arraySort(list)) AS customers
FROM (SELECT [groupArrayIf(customer, ifNull(m26 >= toDecimal64('3', 6), false))] AS lists FROM (SELECT customer,
  uniqExactIf(toDate(toTimeZone(time, 'Asia/Shanghai')), time >= fromUnixTimestamp64Milli(toInt64(1767196800000), 'UTC')
  AND time < fromUnixTimestamp64Milli(toInt64(1769875200000), 'UTC')) AS m26
FROM events WHERE event = 'Product Viewed'
  AND time <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC')
  AND time >= fromUnixTimestamp64Milli(toInt64(1767196800000), 'UTC')
GROUP BY customer))
ARRAY JOIN CAST([22] AS Array(UInt32)) AS leaf, lists AS list;

-- event:Product Viewed: one customer
SELECT customer,
  uniqExactIf(toDate(toTimeZone(time, 'Asia/Shanghai')), time >= fromUnixTimestamp64Milli(toInt64(1767196800000), 'UTC')
  AND time < fromUnixTimestamp64Milli(toInt64(1769875200000), 'UTC')) AS m26
FROM events WHERE event = 'Product Viewed'
  AND time <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC')
  AND time >= fromUnixTimestamp64Milli(toInt64(1767196800000), 'UTC') AND customer IN (7)
GROUP BY customer;

-- membershipHistory:{"kind":"membershipHistory","tag":"high_value","values":null}: leaves
SELECT leaf, customers
FROM (
  SELECT bitmapAndnot(inside,
  bitmapAnd(inside, b1)) AS l24
  FROM (SELECT groupBitmapXorState(turned) AS inside,
  groupBitmapMergeStateIf(net, moment > fromUnixTimestamp64Milli(toInt64(1765857600000), 'UTC')) AS b1 FROM (SELECT moment, evaluation,
  bitmapAndnot(come, gone) AS net, bitmapXor(come, gone) AS turned
  FROM (
    SELECT at AS moment, evaluation,
  groupBitmapMergeState(entered) AS come,
  groupBitmapMergeState(left) AS gone
    FROM membership_changes
    WHERE tag = 1
      AND at <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC')
    GROUP BY moment, evaluation
  )))
)
ARRAY JOIN [toUInt32(24)] AS leaf, [l24] AS customers;

-- membershipHistory:{"kind":"membershipHistory","tag":"high_value","values":null}: one customer
SELECT customer,
  max(moment) AS m28
FROM (SELECT moment, arrayJoin(bitmapToArray(bitmapAnd(net, (SELECT groupBitmapState(customer) FROM customers WHERE customer IN (7))))) AS customer FROM (SELECT moment, evaluation,
  bitmapAndnot(come, gone) AS net, bitmapXor(come, gone) AS turned
FROM (
  SELECT at AS moment, evaluation,
  groupBitmapMergeState(entered) AS come,
  groupBitmapMergeState(left) AS gone
  FROM membership_changes
  WHERE tag = 1
    AND at <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC')
  GROUP BY moment, evaluation
)))
WHERE customer IN (
  SELECT arrayJoin(bitmapToArray(bitmapAnd(inside, (SELECT groupBitmapState(customer) FROM customers WHERE customer IN (7))))) AS customer
  FROM (SELECT groupBitmapXorState(turned) AS inside FROM (SELECT moment, evaluation,
  bitmapAndnot(come, gone) AS net, bitmapXor(come, gone) AS turned
  FROM (
    SELECT at AS moment, evaluation,
  groupBitmapMergeState(entered) AS come,
  groupBitmapMergeState(left) AS gone
    FROM membership_changes
    WHERE tag = 1
      AND at <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC')
    GROUP BY moment, evaluation
  )))
)
GROUP BY customer;

-- membershipHistory:{"kind":"membershipHistory","tag":"lifecycle","values":["忠诚客户"]}: leaves
SELECT leaf, customers
FROM (
  SELECT bitmapAnd(inside, b1) AS l25, inside AS l26
  FROM (SELECT groupBitmapXorState(turned) AS inside,
  groupBitmapMergeStateIf(net, moment > fromUnixTimestamp64Milli(toInt64(1765771200000), 'UTC')) AS b1 FROM (SELECT moment, evaluation,
  bitmapAndnot(come, gone) AS net, bitmapXor(come, gone) AS turned
  FROM (
    SELECT at AS moment, evaluation,
  groupBitmapMergeState(entered) AS come,
  groupBitmapMergeState(left) AS gone
    FROM membership_changes
    WHERE tag = 15 AND value IN ('忠诚客户')
      AND at <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC')
    GROUP BY moment, evaluation
  )))
)
ARRAY JOIN [toUInt32(25), toUInt32(26)] AS leaf, [l25, l26] AS customers;

-- membershipHistory:{"kind":"membershipHistory","tag":"lifecycle","values":["忠诚客户"]}: one customer
SELECT customer,
  max(moment) AS m29
FROM (SELECT moment, arrayJoin(bitmapToArray(bitmapAnd(net, (SELECT groupBitmapState(customer) FROM customers WHERE customer IN (7))))) AS customer FROM (SELECT moment, evaluation,
  bitmapAndnot(come, gone) AS net, bitmapXor(come, gone) AS turned
FROM (
  SELECT at AS moment, evaluation,
  groupBitmapMergeState(entered) AS come,
  groupBitmapMergeState(left) AS gone
  FROM membership_changes
  WHERE tag = 15 AND value IN ('忠诚客户')
    AND at <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC')
  GROUP BY moment, evaluation
)))
WHERE customer IN (
  SELECT arrayJoin(bitmapToArray(bitmapAnd(inside, (SELECT groupBitmapState(customer) FROM customers WHERE customer IN (7))))) AS customer
  FROM (SELECT groupBitmapXorState(turned) AS inside FROM (SELECT moment, evaluation,
  bitmapAndnot(come, gone) AS net, bitmapXor(come, gone) AS turned
  FROM (
    SELECT at AS moment, evaluation,
  groupBitmapMergeState(entered) AS come,
  groupBitmapMergeState(left) AS gone
    FROM membership_changes
    WHERE tag = 15 AND value IN ('忠诚客户')
      AND at <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC')
    GROUP BY moment, evaluation
  )))
)
GROUP BY customer;

-- attribute:consent.marketing: leaves
SELECT leaf, bitmapBuild(arraySort(list)) AS customers
FROM (SELECT [groupArrayIf(customer, ifNull(m30 = true, false))] AS lists FROM (SELECT customer, if(maxIf((at, isNotNull(flag), NOT assumeNotNull(flag)), (isNotNull(flag) OR cleared)).2 = 1, toBool(NOT maxIf((at, isNotNull(flag), NOT assumeNotNull(flag)), (isNotNull(flag) OR cleared)).3), NULL) AS m30
FROM attribute_values WHERE attribute = 'consent.marketing' AND at <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC')
GROUP BY customer))
ARRAY JOIN CAST([27] AS Array(UInt32)) AS leaf, lists AS list;

-- attribute:consent.marketing: one customer
SELECT customer, if(maxIf((at, isNotNull(flag), NOT assumeNotNull(flag)), (isNotNull(flag) OR cleared)).2 = 1, toBool(NOT maxIf((at, isNotNull(flag), NOT assumeNotNull(flag)), (isNotNull(flag) OR cleared)).3), NULL) AS m30
FROM attribute_values WHERE attribute = 'consent.marketing' AND at <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC') AND customer IN (7)
GROUP BY customer;

-- attribute:consent.sms: leaves
SELECT leaf, bitmapBuild(arraySort(list)) AS customers
FROM (SELECT [groupArrayIf(customer, ifNull(m31 = true, false))] AS lists FROM (SELECT customer, if(maxIf((at, isNotNull(flag), NOT assumeNotNull(flag)), (isNotNull(flag) OR cleared)).2 = 1, toBool(NOT maxIf((at, isNotNull(flag), NOT assumeNotNull(flag)), (isNotNull(flag) OR cleared)).3), NULL) AS m31
FROM attribute_values WHERE attribute = 'consent.sms' AND at <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC')
GROUP BY customer))
ARRAY JOIN CAST([28] AS Array(UInt32)) AS leaf, lists AS list;

-- attribute:consent.sms: one customer
SELECT customer, if(maxIf((at, isNotNull(flag), NOT assumeNotNull(flag)), (isNotNull(flag) OR cleared)).2 = 1, toBool(NOT maxIf((at, isNotNull(flag), NOT assumeNotNull(flag)), (isNotNull(flag) OR cleared)).3), NULL) AS m31
FROM attribute_values WHERE attribute = 'consent.sms' AND at <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC') AND customer IN (7)
GROUP BY customer;

-- ranked:{"kind":"ranked","event":"Order Completed","since":null,"among":null}: leaves
SELECT leaf, bitmapBuild(arraySort(list)) AS customers
FROM (SELECT [groupArrayIf(customer, (m34 > 0 AND toUInt128(m34) * 100000000 <= toUInt128(m35) * 20000000))] AS lists FROM (SELECT * FROM (SELECT *, if(m33 > 0, rank() OVER (PARTITION BY m33 > 0 ORDER BY m32 DESC), 0) AS m34,
  countIf(m33 > 0) OVER () AS m35 FROM (SELECT customer,
  sumIf(ifNull(`p_amount`, 0), time > fromUnixTimestamp64Milli(toInt64(1736913600000), 'UTC')) AS m32,
  countIf(time > fromUnixTimestamp64Milli(toInt64(1736913600000), 'UTC') AND isNotNull(`p_amount`)) AS m33
FROM events WHERE event = 'Order Completed'
  AND time <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC')
  AND time >= fromUnixTimestamp64Milli(toInt64(1736913600000), 'UTC')
GROUP BY customer))))
ARRAY JOIN CAST([29] AS Array(UInt32)) AS leaf, lists AS list;

-- ranked:{"kind":"ranked","event":"Order Completed","since":null,"among":null}: one customer
SELECT * FROM (SELECT *, if(m33 > 0, rank() OVER (PARTITION BY m33 > 0 ORDER BY m32 DESC), 0) AS m34,
  countIf(m33 > 0) OVER () AS m35 FROM (SELECT customer,
  sumIf(ifNull(`p_amount`, 0), time > fromUnixTimestamp64Milli(toInt64(1736913600000), 'UTC')) AS m32,
  countIf(time > fromUnixTimestamp64Milli(toInt64(1736913600000), 'UTC') AND isNotNull(`p_amount`)) AS m33
FROM events WHERE event = 'Order Completed'
  AND time <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC')
  AND time >= fromUnixTimestamp64Milli(toInt64(1736913600000), 'UTC')
GROUP BY customer)) WHERE customer IN (7);

-- ranked:{"kind":"ranked","event":"Order Completed","since":null,"among":{"kind":"all","of":[{"kind":"leaf","leaf":"l30"},{"kind":"not","of":{"kind":"tag","tag":"high_value","values":null}}]}}: leaves
SELECT leaf, bitmapBuild(arraySort(list)) AS customers
FROM (SELECT [groupArrayIf(customer, (m38 > 0 AND m38 <= 100))] AS lists FROM (SELECT * FROM (SELECT *, if(m37 > 0, rank() OVER (PARTITION BY m37 > 0 ORDER BY intDiv(toInt256(toDecimal256(m36, 6) * 1000000) * toInt256('10000000000000000000000000'), greatest(m37, 1)) ASC), 0) AS m38,
  countIf(m37 > 0) OVER () AS m39 FROM (SELECT customer,
  sumIf(ifNull(`p_amount`, 0), true) AS m36,
  countIf(true AND isNotNull(`p_amount`)) AS m37
FROM events WHERE event = 'Order Completed'
  AND time <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC') AND customer IN (SELECT arrayJoin(bitmapToArray(bitmapAnd(l30,
  bitmapAndnot(u, t1)))) FROM (SELECT groupBitmapMergeStateIf(customers, leaf = 0) AS u,
  groupBitmapMergeStateIf(customers, leaf = 30) AS l30 FROM stage_leaves_golden) AS leaves CROSS JOIN (SELECT groupBitmapMergeStateIf(customers, tag = 1) AS t1 FROM stage_members_golden) AS named)
GROUP BY customer))))
ARRAY JOIN CAST([31] AS Array(UInt32)) AS leaf, lists AS list;

-- ranked:{"kind":"ranked","event":"Order Completed","since":null,"among":{"kind":"all","of":[{"kind":"leaf","leaf":"l30"},{"kind":"not","of":{"kind":"tag","tag":"high_value","values":null}}]}}: one customer
SELECT * FROM (SELECT *, if(m37 > 0, rank() OVER (PARTITION BY m37 > 0 ORDER BY intDiv(toInt256(toDecimal256(m36, 6) * 1000000) * toInt256('10000000000000000000000000'), greatest(m37, 1)) ASC), 0) AS m38,
  countIf(m37 > 0) OVER () AS m39 FROM (SELECT customer,
  sumIf(ifNull(`p_amount`, 0), true) AS m36,
  countIf(true AND isNotNull(`p_amount`)) AS m37
FROM events WHERE event = 'Order Completed'
  AND time <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC') AND customer IN (SELECT arrayJoin(bitmapToArray(bitmapAnd(l30,
  bitmapAndnot(u, t1)))) FROM (SELECT groupBitmapMergeStateIf(customers, leaf = 0) AS u,
  groupBitmapMergeStateIf(customers, leaf = 30) AS l30 FROM stage_leaves_golden) AS leaves CROSS JOIN (SELECT groupBitmapMergeStateIf(customers, tag = 1) AS t1 FROM stage_members_golden) AS named)
GROUP BY customer)) WHERE customer IN (7);

-- cycle:{"kind":"cycle","cycle":{"event":"Order Completed","where":[{"property":"products[].category","type":"text","array":"products","tests":[{"op":"isSet","value":true}]}],"by":"products[].sku","quantity":"products[].quantity","minimumIntervals":3}}: leaves
SELECT leaf, bitmapBuild(arraySort(list)) AS customers
FROM (SELECT [groupArrayIf(customer, arrayExists(cycle -> cycle.last + cycle.interval + cycle.interval > 1768449600000 AND cycle.last + cycle.interval <= 1776225600000, m40))] AS lists FROM (SELECT customer, cycles AS m40 FROM (SELECT
  customer,
  arraySort(groupArray(CAST((value, intervals, latest, toInt64(least(intDiv(toInt256(if(intervals >= 3, unit, median)) * toInt256(stock * 1000000), 1000000), toInt256(1000000000000000))), intervals >= 3) AS Tuple(value String, intervals Int64, last Int64, interval Int64, own Bool)))) AS cycles
FROM (SELECT
  *,
  quantileExactLowIf(0.5)(unit, intervals >= 3) OVER (PARTITION BY value) AS median,
  countIf(intervals >= 3) OVER (PARTITION BY value) AS known
FROM (SELECT
  customer,
  value,
  count() - 1 AS intervals,
  max(instant) AS latest,
  argMax(amount, instant) AS stock,
  toUInt64(intDiv(toUInt128(max(instant) - min(instant)) * 1000000, greatest(toUInt128((sum(amount) - argMax(amount, instant)) * 1000000), 1))) AS unit
FROM (SELECT customer, assumeNotNull(thing) AS value, instant,
  sum(toDecimal128(assumeNotNull(bought), 6)) AS amount
FROM (SELECT customer, instant, element.thing AS thing, element.bought AS bought
FROM (SELECT customer, toUnixTimestamp64Milli(time) AS instant, arrayJoin(nested(['thing', 'bought', 'asked1'], `p_products_sku`, `p_products_quantity`, `p_products_category`)) AS element FROM events WHERE event = 'Order Completed'
  AND time <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC') AND arrayExists((x1) -> isNotNull(x1), `p_products_category`))
WHERE isNotNull(element.asked1))
WHERE isNotNull(thing) AND isNotNull(bought) AND bought > 0
GROUP BY customer, value, instant)
GROUP BY customer, value))
WHERE known > 0
GROUP BY customer)))
ARRAY JOIN CAST([32] AS Array(UInt32)) AS leaf, lists AS list;

-- cycle:{"kind":"cycle","cycle":{"event":"Order Completed","where":[{"property":"products[].category","type":"text","array":"products","tests":[{"op":"isSet","value":true}]}],"by":"products[].sku","quantity":"products[].quantity","minimumIntervals":3}}: one customer
SELECT customer, cycles AS m40 FROM (SELECT
  customer,
  arraySort(groupArray(CAST((value, intervals, latest, toInt64(least(intDiv(toInt256(if(intervals >= 3, unit, median)) * toInt256(stock * 1000000), 1000000), toInt256(1000000000000000))), intervals >= 3) AS Tuple(value String, intervals Int64, last Int64, interval Int64, own Bool)))) AS cycles
FROM (SELECT
  *,
  quantileExactLowIf(0.5)(unit, intervals >= 3) OVER (PARTITION BY value) AS median,
  countIf(intervals >= 3) OVER (PARTITION BY value) AS known
FROM (SELECT
  customer,
  value,
  count() - 1 AS intervals,
  max(instant) AS latest,
  argMax(amount, instant) AS stock,
  toUInt64(intDiv(toUInt128(max(instant) - min(instant)) * 1000000, greatest(toUInt128((sum(amount) - argMax(amount, instant)) * 1000000), 1))) AS unit
FROM (SELECT customer, assumeNotNull(thing) AS value, instant,
  sum(toDecimal128(assumeNotNull(bought), 6)) AS amount
FROM (SELECT customer, instant, element.thing AS thing, element.bought AS bought
FROM (SELECT customer, toUnixTimestamp64Milli(time) AS instant, arrayJoin(nested(['thing', 'bought', 'asked1'], `p_products_sku`, `p_products_quantity`, `p_products_category`)) AS element FROM events WHERE event = 'Order Completed'
  AND time <= fromUnixTimestamp64Milli(toInt64(1768449600000), 'UTC') AND arrayExists((x1) -> isNotNull(x1), `p_products_category`))
WHERE isNotNull(element.asked1))
WHERE isNotNull(thing) AND isNotNull(bought) AND bought > 0
GROUP BY customer, value, instant)
GROUP BY customer, value))
WHERE known > 0
GROUP BY customer) WHERE customer IN (7);

-- tags
SELECT named.tag AS tag, named.value AS value, found.customers AS customers
FROM (SELECT leaf, tag, value
FROM system.one
ARRAY JOIN CAST([1, 2, 3, 4, 6, 7, 8, 13, 14, 18, 19, 20, 22, 23, 29, 31, 32, 33, 34, 35] AS Array(UInt32)) AS leaf, CAST([1, 2, 3, 4, 6, 7, 8, 12, 13, 20, 21, 22, 24, 25, 29, 30, 31, 32, 33, 34] AS Array(UInt32)) AS tag, ['', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', ''] AS value) AS named
INNER JOIN (
  SELECT leaf,
  groupBitmapMergeState(customers) AS customers
  FROM stage_leaves_golden
  GROUP BY leaf
) AS found ON named.leaf = found.leaf UNION ALL SELECT tag, value, customers
FROM (SELECT [bitmapAndnot(u, l5),
  bitmapAndnot(u, l9),
  bitmapAnd(l10,
  bitmapAndnot(u, t1)),
  bitmapOr(l11, l12),
  bitmapAndnot(u, l15), r5_0,
  bitmapAndnot(r5_1, r5_0),
  bitmapAndnot(r5_2,
  bitmapOr(r5_0, r5_1)), t2,
  bitmapAndnot(u, l21),
  bitmapAnd(t3, l24),
  bitmapAnd(t2,
  bitmapOr(l25,
  bitmapAndnot(u, l26))),
  bitmapAnd(l27, l28)] AS bitmaps FROM (SELECT *, l16 AS r5_0, l17 AS r5_1, u AS r5_2 FROM (SELECT groupBitmapMergeStateIf(customers, leaf = 0) AS u,
  groupBitmapMergeStateIf(customers, leaf = 5) AS l5,
  groupBitmapMergeStateIf(customers, leaf = 9) AS l9,
  groupBitmapMergeStateIf(customers, leaf = 10) AS l10,
  groupBitmapMergeStateIf(customers, leaf = 11) AS l11,
  groupBitmapMergeStateIf(customers, leaf = 12) AS l12,
  groupBitmapMergeStateIf(customers, leaf = 15) AS l15,
  groupBitmapMergeStateIf(customers, leaf = 16) AS l16,
  groupBitmapMergeStateIf(customers, leaf = 17) AS l17,
  groupBitmapMergeStateIf(customers, leaf = 21) AS l21,
  groupBitmapMergeStateIf(customers, leaf = 24) AS l24,
  groupBitmapMergeStateIf(customers, leaf = 25) AS l25,
  groupBitmapMergeStateIf(customers, leaf = 26) AS l26,
  groupBitmapMergeStateIf(customers, leaf = 27) AS l27,
  groupBitmapMergeStateIf(customers, leaf = 28) AS l28 FROM stage_leaves_golden) AS leaves CROSS JOIN (SELECT groupBitmapMergeStateIf(customers, tag = 2) AS t1,
  groupBitmapMergeStateIf(customers, tag = 15 AND value IN ('忠诚客户')) AS t2,
  groupBitmapMergeStateIf(customers, tag = 1) AS t3 FROM stage_members_golden) AS named))
ARRAY JOIN CAST([5, 9, 10, 11, 14, 15, 15, 15, 16, 23, 26, 27, 28] AS Array(UInt32)) AS tag, ['', '', '', '', '', '新客户', '忠诚客户', '一般客户', '', '', '', '', ''] AS value, bitmaps AS customers;
