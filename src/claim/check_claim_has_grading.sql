create or replace function check_claim_has_grading() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select 1 from claim_grading where claim_id = new.id) then
    raise exception 'a claim is recorded with its first grade' using errcode = 'check_violation';
  end if;
  return null;
end $$;

comment on function check_claim_has_grading() is
  'Refuses, at commit, a claim without a grading: the first one is recorded in the same transaction.';

create constraint trigger check_claim_has_grading
  after insert on claim deferrable initially deferred for each row execute function check_claim_has_grading();
