create or replace function mark_withdrawn() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- what was withdrawn before, such as with its deal, keeps that instant
  update deal set withdrawn_at = new.recorded_at where id = new.deal_id and withdrawn_at is null;
  update job_projection set withdrawn_at = new.recorded_at where id = new.job_projection_id and withdrawn_at is null;
  update claim set withdrawn_at = new.recorded_at where id = new.claim_id and withdrawn_at is null;
  update agreement set withdrawn_at = new.recorded_at where id = new.agreement_id and withdrawn_at is null;
  update location set withdrawn_at = new.recorded_at where id = new.location_id and withdrawn_at is null;
  update task set withdrawn_at = new.recorded_at where id = new.task_id and withdrawn_at is null;
  update stake set withdrawn_at = new.recorded_at where id = new.stake_id and withdrawn_at is null;
  update meeting set withdrawn_at = new.recorded_at where id = new.meeting_id and withdrawn_at is null;
  -- what belongs to a withdrawn deal is withdrawn with it
  if new.deal_id is not null then
    update deal_team set withdrawn_at = new.recorded_at where deal_id = new.deal_id;
    update deal_team_correction set withdrawn_at = new.recorded_at where deal_id = new.deal_id;
    update job_projection set withdrawn_at = new.recorded_at
     where deal_id = new.deal_id and withdrawn_at is null;
    update claim set withdrawn_at = new.recorded_at where deal_id = new.deal_id and withdrawn_at is null;
    update location set withdrawn_at = new.recorded_at where deal_id = new.deal_id and withdrawn_at is null;
    update task set withdrawn_at = new.recorded_at where deal_id = new.deal_id and withdrawn_at is null;
  end if;
  return null;
end $$;

comment on function mark_withdrawn() is
  'Sets withdrawn_at of the row that a withdrawal names; with a deal, also of its team, projections, claims, locations and tasks. Security definer: the service may not change withdrawn_at, and some of these rows not at all.';

create trigger mark_withdrawn after insert on withdrawal for each row execute function mark_withdrawn();
