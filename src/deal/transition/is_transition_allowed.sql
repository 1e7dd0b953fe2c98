create or replace function is_transition_allowed(
  from_stage text, to_stage text, resume_stage text
) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(
    case o.outcome
      when 'PAUSED' then t.code = resume_stage
      when 'OPEN' then t.code <> o.code and (t.outcome <> 'WON' or o.code = 'COMMITTED')
      else t.outcome = 'OPEN' and t.position <= (select position from deal_stage where code = resume_stage)
    end,
    false
  )
  from deal_stage o, deal_stage t
  where o.code = from_stage and t.code = to_stage
$$;

comment on function is_transition_allowed(text, text, text) is
  'Returns whether the stages allow a move, whatever its facts and reason: from an open stage to any other, to LANDED only from COMMITTED; from DORMANT to the stage in which the deal resumes; from LANDED or LOST to an open stage up to that one. False for an unknown stage. The same rule: directionOf in src/deal/stage/stage.ts. Security definer: called by triggers.';

grant execute on function is_transition_allowed(text, text, text) to ancrage_service;
