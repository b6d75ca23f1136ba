-- What is held of a coin is what was ordered here and has arrived. A fee that its venue took in the coin itself is taken off as the fill
-- is booked, no longer each time that somebody asks; and what others have traded is nothing of it.

UPDATE "orders"."lane" l SET "position" = l."position" - c.fees
FROM (
    SELECT f."account_id", f."symbol", sum(f."fee") AS fees FROM "orders"."fill" f
    WHERE strpos(f."symbol", ':') = 0 AND f."fee_currency" = split_part(f."symbol", '/', 1)
    GROUP BY f."account_id", f."symbol"
) c
WHERE l."account_id" = c."account_id" AND l."symbol" = c."symbol";

UPDATE "orders"."lane" l SET "position" = l."position" - c.traded
FROM (
    SELECT x."account_id", x."symbol",
           sum(CASE x."execution"->>'side' WHEN 'buy' THEN 1 ELSE -1 END * (x."execution"->>'size')::numeric) AS traded
    FROM "orders"."foreign_execution" x
    WHERE strpos(x."symbol", ':') = 0 AND x."execution"->>'kind' = 'filled'
    GROUP BY x."account_id", x."symbol"
) c
WHERE l."account_id" = c."account_id" AND l."symbol" = c."symbol";

UPDATE "orders"."obligation" o SET "size" = o."size" - c.fees
FROM (
    SELECT f."account_id", f."symbol", i."instance_id", f."position_side", sum(f."fee") AS fees
    FROM "orders"."fill" f JOIN "orders"."intent" i ON i."id" = f."intent_id"
    WHERE strpos(f."symbol", ':') = 0 AND f."fee_currency" = split_part(f."symbol", '/', 1)
    GROUP BY f."account_id", f."symbol", i."instance_id", f."position_side"
) c
WHERE o."account_id" = c."account_id" AND o."symbol" = c."symbol" AND o."instance_id" = c."instance_id"
    AND o."position_side" = c."position_side";
