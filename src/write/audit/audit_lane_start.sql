create or replace function audit_lane_start(lane int) returns bytea
language sql immutable return sha256(convert_to('lane ' || lane, 'UTF8'));

grant execute on function audit_lane_start(int) to ancrage_service;
