create or replace function set_claim_access() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.deal_id is not null then
    select full_acl into new.acl from deal where id = new.deal_id for share;
  elsif new.prospect_id is not null then
    select acl into new.acl from prospect where id = new.prospect_id for share;
  else
    select acl into new.acl from agreement where id = new.agreement_id for share;
  end if;
  if new.disputes_id is not null and not exists (select 1 from claim where id = new.disputes_id) then
    raise exception 'a claim disputes an earlier one' using errcode = 'foreign_key_violation';
  end if;
  return new;
end $$;

comment on function set_claim_access() is
  'Copies the access key of the subject (deal, prospect or agreement) to a new claim, and locks the subject until commit, so that a change of its key cannot miss the claim. Refuses a claim that disputes one that does not exist yet: disputes form no cycle. Security definer: it reads rows that the writer may not see.';

create trigger set_claim_access before insert on claim for each row execute function set_claim_access();
