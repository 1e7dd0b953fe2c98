create or replace function audit_link_hash(previous bytea, "position" bigint, digest bytea) returns bytea
language sql immutable return sha256(previous || int8send("position") || digest);

grant execute on function audit_link_hash(bytea, bigint, bytea) to ancrage_service;
