create or replace function apply_transition() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  d deal;
  latest transition;
begin
  select * into d from deal where id = new.deal_id for update;
  select max(ordinal), max(recorded_at) into latest.ordinal, latest.recorded_at from transition where deal_id = new.deal_id;
  new.ordinal := coalesce(latest.ordinal, 0) + 1;
  new.recorded_at := greatest(new.recorded_at, latest.recorded_at);
  if new.place is not null then
    -- a move that stood there before was checked then: another day does not ask for its facts again
    if not exists (select 1 from transition t where t.deal_id = new.deal_id and t.to_stage = new.to_stage) then
      perform check_transition_facts(new);
    end if;
    return new;
  end if;

  if new.from_stage is distinct from d.stage then
    raise exception 'transition starts at %, the deal is at %', new.from_stage, d.stage using errcode = 'check_violation';
  elsif new.effective_on < d.stage_since or new.effective_on < d.opened_on then
    raise exception 'transition is effective before the one it follows' using errcode = 'check_violation';
  elsif d.stage is not null and not is_transition_allowed(d.stage, new.to_stage, d.resume_stage) then
    raise exception 'a deal does not move from % to %', d.stage, new.to_stage using errcode = 'check_violation';
  end if;
  perform check_transition_facts(new);

  update deal set stage = new.to_stage, stage_since = new.effective_on,
         resume_stage = resume_stage_after(new.to_stage, d.stage, d.resume_stage)
   where id = new.deal_id;
  return new;
end $$;

create trigger apply_transition before insert on transition for each row execute function apply_transition();
