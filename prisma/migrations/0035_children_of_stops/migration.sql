-- A stop that has triggered has the id of the order that acts for it; what that one does may be told under no other id.

CREATE INDEX "intent_stop_at_venue" ON "orders"."intent"("account_id", "venue_order_id") WHERE (type = 'stop-market');
