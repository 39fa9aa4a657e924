-- Two roles and the database, once, as PostgreSQL's superuser.
-- mou_tracker_owner owns the tables: it upgrades, backs up and restores.
-- mou_tracker is what the pages run as: grants.sql gives it rows, never tables or triggers.
-- The roles bear the names of the system's users, so that peer authentication needs no password.

CREATE ROLE mou_tracker_owner LOGIN;
CREATE ROLE mou_tracker LOGIN;
CREATE DATABASE mou_tracker OWNER mou_tracker_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
REVOKE ALL ON DATABASE mou_tracker FROM PUBLIC;
GRANT CONNECT ON DATABASE mou_tracker TO mou_tracker;
