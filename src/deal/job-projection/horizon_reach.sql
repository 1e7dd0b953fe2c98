create or replace function horizon_reach(horizon text) returns int
language sql immutable parallel safe return array_position('{INITIAL,MEDIUM_TERM,FULL}'::text[], horizon);

comment on function horizon_reach(text) is
  'Returns how far a horizon reaches: 1 for the nearest, as in jobHorizons of src/deal/job-projection/job-projection.entity.ts. Null for null.';

grant execute on function horizon_reach(text) to ancrage_service;
