create or replace function needs_head_to_correct(
  from_stage text, to_stage text, is_override boolean
) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select is_override
    or exists (select 1 from deal_stage where code in (from_stage, to_stage) and outcome in ('WON', 'LOST'))
$$;

comment on function needs_head_to_correct(text, text, boolean) is
  'Returns whether only a HEAD may correct or withdraw a recorded move: an override, and into or out of LANDED or LOST. The same rule: needsHeadToCorrect in src/deal/stage/stage.ts. Security definer: called by triggers.';
