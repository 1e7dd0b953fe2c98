create or replace function set_access_from_claim() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select acl into new.acl from claim where id = new.claim_id for share;
  return new;
end $$;

create trigger set_access_from_claim
  before insert on claim_grading for each row execute function set_access_from_claim();
