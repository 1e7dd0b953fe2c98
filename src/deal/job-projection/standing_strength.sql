create or replace function standing_strength(standing text) returns int
language sql immutable parallel safe return
  array_position('{RUMOURED,REPORTED,ANNOUNCED,CONTRACTED}'::text[], standing);

comment on function standing_strength(text) is
  'Returns how strong the standing of a statement about projected jobs is, 1 for RUMOURED: a weaker statement never displaces a stronger one. The order of jobStandings in src/deal/job-projection/job-projection.entity.ts. Null for REALISED, which is counted apart.';

grant execute on function standing_strength(text) to ancrage_service;
