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
  'Refuses stakes that are not ended and add up to more than 100 % of one company. Locks the held prospect, so that two writers cannot exceed it together. Security definer: stakes that the writer may not see count. The same rule: src/prospect/stake.ts.';

create trigger check_stake_total
  after insert or update of percent, ended_on on stake for each row execute function check_stake_total();
