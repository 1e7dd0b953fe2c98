create or replace function replay_transitions(asked uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  move transition;
  standing text;
  since date;
  resume text;
  opened date;
begin
  for move in select * from valid_transitions(asked) loop
    if move.from_stage is distinct from standing then
      raise exception 'a move starts at %, the one before ends at %', move.from_stage, standing using errcode = 'check_violation';
    elsif move.effective_on < since then
      raise exception 'a move is effective before the one it follows' using errcode = 'check_violation';
    elsif standing is not null and not is_transition_allowed(standing, move.to_stage, resume) then
      raise exception 'a deal does not move from % to %', standing, move.to_stage using errcode = 'check_violation';
    end if;
    resume := resume_stage_after(move.to_stage, standing, resume);
    opened := coalesce(opened, move.effective_on);
    standing := move.to_stage;
    since := move.effective_on;
  end loop;
  if standing is null then
    raise exception 'the opening of a deal is not taken back' using errcode = 'check_violation';
  end if;
  update deal d set stage = standing, stage_since = since, resume_stage = resume, opened_on = opened
   where d.id = asked
     and (d.stage, d.stage_since, d.resume_stage, d.opened_on) is distinct from (standing, since, resume, opened);
end $$;

comment on function replay_transitions(uuid) is
  'The moves that hold are a chain from the opening on, and the deal stands where the last one took it.';
