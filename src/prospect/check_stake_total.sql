create or replace function check_stake_total() returns trigger
language plpgsql as $$
begin
  -- a smaller share never makes a contradiction
  if tg_op = 'UPDATE' and new.percent <= old.percent and old.ended_on is null then
    return null;
  end if;
  perform 1 from prospect where id = new.held_id for no key update;
  if (
    select sum(percent) from stake where held_id = new.held_id and ended_on is null and withdrawn_at is null
  ) > 100 then
    raise exception 'more than 100 %% of a company is held' using errcode = 'check_violation';
  end if;
  return null;
end $$;

comment on function check_stake_total() is
  'Refuses stakes that are not ended, that the writer sees and that add up to more than 100 % of one company. It runs as the writer, so that a refusal never depends on stakes that they may not see; Prospect.stakeConflicts shows a contradiction to those who see all of it. Locks the held prospect, so that two writers cannot exceed it together. The same rule: src/prospect/stake.ts.';

create trigger check_stake_total
  after insert or update of percent, ended_on on stake for each row execute function check_stake_total();
