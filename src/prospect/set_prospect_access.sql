create or replace function set_prospect_access() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.acl := unlinked_acl(new.confidentiality, new.entered_by_id);
  return new;
end $$;

comment on function set_prospect_access() is
  'Sets the access key of a new prospect, which has no deal yet, by unlinked_acl().';

create trigger set_prospect_access
  before insert on prospect for each row execute function set_prospect_access();
