create or replace function require_active_admin() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- One transaction at a time, so that two ADMINs cannot deactivate each other at once.
  perform pg_advisory_xact_lock(4711202);
  if exists (select from agency a where a.id = old.agency_id and a.active)
     and not exists (select from "user" u where u.agency_id = old.agency_id and u.role = 'ADMIN' and u.active)
  then
    raise exception 'no active administrator of the agency would be left'
      using errcode = 'IN003', detail = 'ADMIN';
  end if;
  return null;
end $$;

comment on function require_active_admin() is
  'Raises IN003 with ADMIN in the detail if a change takes the last active ADMIN from an active agency. Security definer: counts all users.';

create trigger require_active_admin
  after update of role, active, agency_id on "user" for each row when (old.role = 'ADMIN' and old.active)
  execute function require_active_admin();

create trigger require_active_admin_on_delete
  after delete on "user" for each row when (old.role = 'ADMIN' and old.active)
  execute function require_active_admin();
