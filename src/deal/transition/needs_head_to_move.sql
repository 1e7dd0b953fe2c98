create or replace function needs_head_to_move(from_stage text, is_override boolean) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select is_override
    or exists (select 1 from deal_stage where code = from_stage and outcome in ('WON', 'LOST'))
$$;

comment on function needs_head_to_move(text, boolean) is
  'Returns whether only a HEAD may make a move: an override, and out of LANDED or LOST. The same rule: needsHead in src/deal/stage/stage.ts. Security definer: called by triggers.';
