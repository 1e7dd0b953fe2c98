create or replace function require_active_admin() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(4711202);
  if not exists (select from "user" u join agency a on a.id = u.agency_id
                  where u.role = 'ADMIN' and u.active and a.active) then
    raise exception 'the last administrator stays' using errcode = 'IN003';
  end if;
  return null;
end $$;

comment on function require_active_admin() is
  'One after the other, so that two ADMINs do not deactivate each other at the same moment.';

create trigger require_active_admin
  after update of active on agency for each row when (old.active and not new.active)
  execute function require_active_admin();

create trigger require_active_admin
  after update of role, active, agency_id on "user" for each row when (old.role = 'ADMIN' and old.active)
  execute function require_active_admin();

create trigger require_active_admin_on_delete
  after delete on "user" for each row when (old.role = 'ADMIN' and old.active)
  execute function require_active_admin();
