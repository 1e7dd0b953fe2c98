create or replace function check_stake_total() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from prospect where id = new.held_id for no key update;
  if (select sum(percent) from stake where held_id = new.held_id and ended_on is null) > 100 then
    raise exception 'more than 100 %% of a company is held' using errcode = 'check_violation';
  end if;
  return null;
end $$;

comment on function check_stake_total() is
  'What is held in one company is 100 % at most, stakes that the writer may not see included.';

create trigger check_stake_total
  after insert or update of percent, ended_on on stake for each row execute function check_stake_total();
