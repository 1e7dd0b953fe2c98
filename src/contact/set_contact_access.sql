create or replace function set_contact_access() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- Locks the prospect, so that a concurrent change of its ACL waits and then finds this contact.
  new.acl := case when new.prospect_id is null then array[0]
                  else (select acl from prospect where id = new.prospect_id for share) end;
  return new;
end $$;

comment on function set_contact_access() is
  'Sets the ACL of a contact: that of its prospect, or every signed-in user without one. propagate_prospect_access_to_contact() keeps it up to date.';

create trigger set_contact_access
  before insert or update of prospect_id on contact for each row execute function set_contact_access();
