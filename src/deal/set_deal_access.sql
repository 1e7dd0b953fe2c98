create or replace function set_deal_access() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.masked_acl := deal_masked_acl(new);
  new.full_acl := deal_full_acl(new);
  return new;
end $$;

create trigger set_deal_access
  before insert or update of confidentiality, lead_agency_id on deal for each row
  execute function set_deal_access();
