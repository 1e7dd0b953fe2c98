create or replace function check_transition_reason() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (new.override or (select target.outcome = 'PAUSED' or (origin.outcome in ('WON','LOST'))
        or (origin.outcome = 'OPEN' and target.outcome = 'OPEN' and target.position < origin.position)
      from deal_stage origin, deal_stage target where origin.code = new.from_stage and target.code = new.to_stage))
     and not exists (select 1 from transition_text where transition_id = new.id) then
    raise exception 'this transition needs a reason' using errcode = 'check_violation';
  end if;
  return null;
end $$;

comment on function check_transition_reason() is
  'Back, out of a final stage, into LOST''s pause or by override: only with a reason, seen when the transaction ends.';

create constraint trigger check_transition_reason
  after insert on transition deferrable initially deferred for each row
  execute function check_transition_reason();
