create or replace function set_employment_access() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- Locks the prospect, so that a concurrent change of its ACL waits and then finds this employment.
  new.acl := case
      when new.prospect_id is not null then (select acl from prospect where id = new.prospect_id for share)
      when new.agency_id is not null then array[0]
      else (select unlinked_acl('INTERNAL', c.entered_by_id) from contact c where c.id = new.contact_id)
    end;
  return new;
end $$;

comment on function set_employment_access() is
  'Sets the access key of a new employment: that of its prospect; at an agency every user; at neither the agency that entered the contact. propagate_prospect_access_to_employment() keeps it up to date. Security definer: the writer may not see the prospect any more.';

create trigger set_employment_access
  before insert on employment for each row execute function set_employment_access();
