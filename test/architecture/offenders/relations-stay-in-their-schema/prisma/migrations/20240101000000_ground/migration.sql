CREATE TABLE "users"."person" (id text PRIMARY KEY);
CREATE TABLE "orders"."order" (id text PRIMARY KEY, person_id text);
-- users.person and orders.order in a comment are nothing
ALTER TABLE "orders"."order" ADD CONSTRAINT person FOREIGN KEY (person_id)
  REFERENCES "users"."person" (id); -- offends
CREATE VIEW positions.exposure AS
  SELECT id FROM orders.order; -- offends
