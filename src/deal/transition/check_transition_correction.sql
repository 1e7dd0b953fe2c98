create or replace function check_transition_correction() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- the policy refuses, and no error differs between a hidden deal and one that does not exist
  if viewer_id() is not null and not can_add_to_deal(new.deal_id) then
    return new;
  end if;
  perform from deal where id = new.deal_id for update;
  new.recorded_at := greatest(
    new.recorded_at, (select max(recorded_at) from transition where deal_id = new.deal_id)
  );
  if exists (
    select 1
      from transition t
     where t.id in (new.transition_id, new.replaced_by_id) and t.deal_id <> new.deal_id
  ) then
    raise exception 'a correction stays with its deal' using errcode = 'check_violation';
  end if;
  if exists (
    select 1
      from transition t
     where t.id = new.transition_id and needs_head_to_correct(t.from_stage, t.to_stage, t.override)
  ) then
    perform require_head();
  end if;
  return new;
end $$;

comment on function check_transition_correction() is
  'Locks the deal of a correction, so that one at a time changes its transitions, and refuses a correction that names a transition of another deal, and, by a viewer who is not a HEAD, one that only a HEAD corrects (needs_head_to_correct). Sets recorded_at to no earlier than that of the last transition. Security definer: it reads transitions that the writer may not see.';

create trigger check_transition_correction
  before insert on transition_correction for each row execute function check_transition_correction();
