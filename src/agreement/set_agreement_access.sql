create or replace function set_agreement_access() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.acl := unlinked_acl(new.confidentiality, new.entered_by_id);
  return new;
end $$;

create trigger set_agreement_access
  before insert on agreement for each row execute function set_agreement_access();
