create or replace function set_contact_access() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.acl := case when new.prospect_id is null then array[0]
                     else (select acl from prospect where id = new.prospect_id for share) end;
  return new;
end $$;

comment on function set_contact_access() is
  'locked, so that a change of the prospect''s key meanwhile finds the contact';

create trigger set_contact_access
  before insert or update of prospect_id on contact for each row execute function set_contact_access();
