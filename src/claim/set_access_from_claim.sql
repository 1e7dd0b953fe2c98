create or replace function set_access_from_claim() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select acl into new.acl from claim where id = new.claim_id for share;
  return new;
end $$;

comment on function set_access_from_claim() is
  'Copies the access key of the claim to a new grading, and locks the claim until commit, so that a change of its key cannot miss the grading.';

create trigger set_access_from_claim
  before insert on claim_grading for each row execute function set_access_from_claim();
