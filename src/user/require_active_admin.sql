create or replace function require_active_admin() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- One transaction at a time, so that two ADMINs cannot deactivate each other at once.
  perform pg_advisory_xact_lock(4711202);
  if not exists (select from "user" u join agency a on a.id = u.agency_id
                  where u.role = 'ADMIN' and u.active and a.active) then
    raise exception 'no active administrator would be left' using errcode = 'IN003';
  end if;
  return null;
end $$;

comment on function require_active_admin() is
  'Raises IN003 if a change leaves no active ADMIN in an active agency. Security definer: counts all users.';

create trigger require_active_admin
  after update of active on agency for each row when (old.active and not new.active)
  execute function require_active_admin();

create trigger require_active_admin
  after update of role, active, agency_id on "user" for each row when (old.role = 'ADMIN' and old.active)
  execute function require_active_admin();

create trigger require_active_admin_on_delete
  after delete on "user" for each row when (old.role = 'ADMIN' and old.active)
  execute function require_active_admin();
