create or replace function set_deal_access() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.masked_acl := deal_masked_acl(new);
  new.full_acl := deal_full_acl(new);
  return new;
end $$;

comment on function set_deal_access() is
  'Sets both access keys of a deal when it is opened or its confidentiality or lead agency changes. Security definer: it reads the team and the need-to-know list.';

create trigger set_deal_access
  before insert or update of confidentiality, lead_agency_id on deal for each row
  execute function set_deal_access();
