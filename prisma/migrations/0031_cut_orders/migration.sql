-- Orders that their venue has cut to what was held are looked for at every comparison of an account.

CREATE INDEX "intent_cut" ON "orders"."intent"("account_id") WHERE ((status = 'cancelled') AND (code = 'nothing-to-reduce'));
