create or replace function audit_lane_start(lane int) returns bytea
language sql immutable return sha256(convert_to('lane ' || lane, 'UTF8'));

comment on function audit_lane_start(int) is
  'Returns the hash before the first link of a lane. migrations/0001-baseline.sql fills audit_head with the same hashes.';

grant execute on function audit_lane_start(int) to ancrage_service;
