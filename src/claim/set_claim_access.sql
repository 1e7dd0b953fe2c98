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
  return new;
end $$;

comment on function set_claim_access() is
  'Copies the access key of the subject (deal, prospect or agreement) to a new claim, and locks the subject until commit, so that a change of its key cannot miss the claim. Security definer: it reads rows that the writer may not see.';

create trigger set_claim_access before insert on claim for each row execute function set_claim_access();
