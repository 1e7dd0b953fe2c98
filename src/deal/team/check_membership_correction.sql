create or replace function check_membership_correction() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- Reports known before stay as they were.
  if tg_op = 'UPDATE'
     and (
       new.recorded_at <> old.recorded_at
       and new.recorded_at <> instant_of_write(new.recorded_at)
       or new.end_recorded_at is distinct from old.end_recorded_at
       and new.end_recorded_at <> instant_of_write(new.end_recorded_at)
     ) then
    raise exception 'a membership is recorded at the present instant' using errcode = 'check_violation';
  end if;
  -- Ending a membership adds to what is known.
  if tg_op = 'UPDATE'
     and old.until_day is null
     and (new.from_day, new.role, new.recorded_at)
         is not distinct from (old.from_day, old.role, old.recorded_at) then
    return new;
  end if;
  if not exists (
    select 1
      from deal_team_correction c
     where c.member_id = old.id
       and (c.deal_id, c.agency_id, c.role, c.from_day, c.until_day, c.recorded_at, c.end_recorded_at)
           is not distinct from (
             old.deal_id, old.agency_id, old.role, old.from_day, old.until_day, old.recorded_at,
             old.end_recorded_at
           )
  ) then
    raise exception 'the previous values of a membership must be recorded as a correction'
      using errcode = 'check_violation';
  end if;
  return coalesce(new, old);
end $$;

comment on function check_membership_correction() is
  'Refuses to change or remove a membership unless its previous values are recorded in deal_team_correction. Ending a membership that has no end is no correction and is allowed. Refuses another instant of recording than the present one. Security definer: it reads corrections that the writer may not see.';

create trigger check_membership_correction
  before delete or update of deal_id, agency_id, role, from_day, until_day, recorded_at, end_recorded_at on
    deal_team for each row execute function check_membership_correction();
