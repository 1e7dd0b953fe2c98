create or replace function check_transition_reason() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (
    new.override or (
      select t.outcome = 'PAUSED'
          or o.outcome in ('WON', 'LOST')
          or (o.outcome = 'OPEN' and t.outcome = 'OPEN' and t.position < o.position)
        from deal_stage o, deal_stage t
       where o.code = new.from_stage and t.code = new.to_stage
    )
  ) and not exists (select 1 from transition_text where transition_id = new.id) then
    raise exception 'this transition needs a reason' using errcode = 'check_violation';
  end if;
  return null;
end $$;

comment on function check_transition_reason() is
  'Refuses, at commit, a transition without a reason in transition_text if it needs one: back, to DORMANT, out of LANDED or LOST, or by override. The same rule: needsReason in src/deal/stage/stage.ts. Security definer: it reads stages and texts that the writer may not see.';

create constraint trigger check_transition_reason
  after insert on transition deferrable initially deferred for each row
  execute function check_transition_reason();
