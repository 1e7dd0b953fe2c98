create or replace function check_transition() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  opened date;
  latest transition;
  current record;
begin
  -- the policy refuses, and no error differs between a hidden deal and one that does not exist
  if viewer_id() is not null and not can_add_to_deal(new.deal_id) then
    return new;
  end if;
  select opened_on into opened from deal where id = new.deal_id for update;
  select max(ordinal), max(recorded_at) into latest.ordinal, latest.recorded_at from transition where deal_id = new.deal_id;
  new.ordinal := coalesce(latest.ordinal, 0) + 1;
  new.recorded_at := greatest(new.recorded_at, latest.recorded_at);

  if needs_head_to_move(new.from_stage, new.override)
     or new.place is not null and needs_head_to_correct(new.from_stage, new.to_stage, new.override) then
    perform require_head();
  end if;

  -- a correction: check_transition_chain() checks the whole chain once all its moves are there
  if new.place is not null then
    -- a move to this stage has shown its facts before: another day does not require them again
    if not exists (select 1 from transition t where t.deal_id = new.deal_id and t.to_stage = new.to_stage) then
      perform check_transition_facts(new);
    end if;
    return new;
  end if;

  select * into current from recorded_stage(new.deal_id);
  if new.from_stage is distinct from current.stage then
    raise exception 'transition starts at %, the deal is at %', new.from_stage, current.stage using errcode = 'check_violation';
  elsif new.effective_on < current.since or new.effective_on < opened then
    raise exception 'transition is effective before the one it follows' using errcode = 'check_violation';
  elsif current.stage is not null and not is_transition_allowed(current.stage, new.to_stage, current.resume_stage) then
    raise exception 'a deal does not move from % to %', current.stage, new.to_stage using errcode = 'check_violation';
  end if;
  perform check_transition_facts(new);
  return new;
end $$;

comment on function check_transition() is
  'Refuses a transition that does not continue the chain of its deal: another stage than the deal is at, an earlier day, a move that the stages do not allow, missing facts, a move that only a HEAD makes by another user. Numbers it and keeps recorded_at in order. Locks the deal. The service sets the stage of the deal (src/deal/transition/move.service.ts); verify_deal_stage() compares both at commit. The same rules stand in src/deal/stage/stage.ts.';

create trigger check_transition before insert on transition for each row execute function check_transition();
