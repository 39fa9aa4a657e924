-- What the pages may do in the database, anew after every migration and every restore, as mou_tracker_owner.
-- The trail is only added to: not even a fault in the pages can lift the triggers that keep it.

BEGIN;
GRANT USAGE ON SCHEMA public TO mou_tracker;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO mou_tracker;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO mou_tracker;
REVOKE UPDATE, DELETE ON plans_trailentry FROM mou_tracker;
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM mou_tracker;
COMMIT;
