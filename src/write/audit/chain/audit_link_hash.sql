create or replace function audit_link_hash(previous_hash bytea, "position" bigint, digest bytea) returns bytea
language sql immutable return sha256(previous_hash || int8send("position") || digest);

comment on function audit_link_hash(bytea, bigint, bytea) is
  'Returns the hash of a link of the audit chain, over the hash of the link before it, its position in the lane, and the digest of its entry.';

grant execute on function audit_link_hash(bytea, bigint, bytea) to ancrage_service;
