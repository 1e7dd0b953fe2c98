create or replace function check_landing_verification() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (
    select 1
      from deal d join deal_stage s on s.code = d.stage
     where d.id = new.deal_id and s.outcome in ('OPEN', 'WON')
  ) then
    raise exception 'there is no landing to verify' using errcode = 'check_violation';
  end if;
  return new;
end $$;

comment on function check_landing_verification() is
  'Refuses the verification of a deal whose stage is neither open nor LANDED. The same rule: src/deal/loss/verification.ts. Security definer: it reads the deal even if the writer does not see it.';

create trigger check_landing_verification
  before insert on landing_verification for each row execute function check_landing_verification();
