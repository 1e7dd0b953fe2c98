create or replace function set_access_from_agreement() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select acl, shared into new.acl, new.shared from agreement where id = new.agreement_id for share;
  return new;
end $$;

comment on function set_access_from_agreement() is
  'Copies the access key of the agreement to a new party, and locks the agreement until commit, so that a change of its key cannot miss the party.';

create trigger set_access_from_agreement
  before insert on agreement_party for each row execute function set_access_from_agreement();
