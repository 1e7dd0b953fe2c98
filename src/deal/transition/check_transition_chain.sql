create or replace function check_transition_chain() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  move transition;
  stage text;
  since date;
  resume_stage text;
begin
  for move in select * from valid_transitions(new.deal_id) loop
    if move.from_stage is distinct from stage then
      raise exception 'a move starts at %, the one before ends at %', move.from_stage, stage using errcode = 'check_violation';
    elsif move.effective_on < since then
      raise exception 'a move is effective before the one it follows' using errcode = 'check_violation';
    elsif stage is not null and not is_transition_allowed(stage, move.to_stage, resume_stage) then
      raise exception 'a deal does not move from % to %', stage, move.to_stage using errcode = 'check_violation';
    end if;
    resume_stage := resume_stage_after(move.to_stage, stage, resume_stage);
    stage := move.to_stage;
    since := move.effective_on;
  end loop;
  if stage is null then
    raise exception 'the opening of a deal is not taken back' using errcode = 'check_violation';
  end if;
  return null;
end $$;

comment on function check_transition_chain() is
  'Refuses, at commit or when the writer sets the constraint immediate, corrections after which the valid transitions of the deal are no chain: each starts where the one before ended, on that day or later, by a move that the stages allow. src/deal/transition/chain.ts checks the same before it writes.';

create constraint trigger check_transition_chain
  after insert on transition deferrable initially deferred for each row when (new.place is not null)
  execute function check_transition_chain();

create constraint trigger check_transition_chain
  after insert on transition_correction deferrable initially deferred for each row
  execute function check_transition_chain();
