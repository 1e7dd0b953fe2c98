create or replace function require_active_operator() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- One transaction at a time, so that two OPERATORs cannot deactivate each other at once.
  perform pg_advisory_xact_lock(4711204);
  if not exists (select from "user" u join agency a on a.id = u.agency_id
                  where u.role = 'OPERATOR' and u.active and a.active)
     and (tg_table_name = 'user'
       or exists (select from "user" u where u.agency_id = old.id and u.role = 'OPERATOR' and u.active))
  then
    raise exception 'no active operator would be left' using errcode = 'IN003', detail = 'OPERATOR';
  end if;
  return null;
end $$;

comment on function require_active_operator() is
  'Raises IN003 with OPERATOR in the detail if a change takes the last active OPERATOR in an active agency. Security definer: counts all users.';

create trigger require_active_operator
  after update of active on agency for each row when (old.active and not new.active)
  execute function require_active_operator();

create trigger require_active_operator
  after update of role, active, agency_id on "user" for each row when (old.role = 'OPERATOR' and old.active)
  execute function require_active_operator();

create trigger require_active_operator_on_delete
  after delete on "user" for each row when (old.role = 'OPERATOR' and old.active)
  execute function require_active_operator();
