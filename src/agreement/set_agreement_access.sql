create or replace function set_agreement_access() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.acl := unlinked_acl(new.confidentiality, new.entered_by_id);
  return new;
end $$;

comment on function set_agreement_access() is
  'Sets the access key of a new agreement, which has no deal yet, by unlinked_acl().';

create trigger set_agreement_access
  before insert on agreement for each row execute function set_agreement_access();
