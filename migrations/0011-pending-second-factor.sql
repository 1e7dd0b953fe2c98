-- A new second factor waits beside the present one until it is confirmed.

alter table totp add column pending_secret bytea check (length(pending_secret) = 20);
