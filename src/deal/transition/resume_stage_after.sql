create or replace function resume_stage_after(to_stage text, from_stage text, resume_stage text) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select case
    when t.outcome = 'OPEN' then null
    when (select outcome from deal_stage where code = from_stage) = 'OPEN' then from_stage
    else resume_stage
  end
  from deal_stage t
  where t.code = to_stage
$$;

comment on function resume_stage_after(text, text, text) is
  'Returns the stage in which a deal resumes after a move to `to_stage`: null for an open stage; otherwise the one in which it was last open (`from_stage`, or the previous `resume_stage` if that was not open). The same rule: resumeStageAfter in src/deal/stage/stage.ts.';
