create or replace function set_access_from_agreement() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select acl, shared into new.acl, new.shared from agreement where id = new.agreement_id for share;
  return new;
end $$;

create trigger set_access_from_agreement
  before insert on agreement_party for each row execute function set_access_from_agreement();
