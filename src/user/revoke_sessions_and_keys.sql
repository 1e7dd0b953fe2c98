create or replace function revoke_sessions_and_keys() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare leaving uuid[] := case when tg_table_name = 'user' then array[new.id]
                               else array(select id from "user" where agency_id = new.id) end;
begin
  update session set ended_at = now() where user_id = any(leaving) and ended_at is null;
  update api_key set revoked_at = now() where user_id = any(leaving) and revoked_at is null;
  return null;
end $$;

comment on function revoke_sessions_and_keys() is
  'Whoever may not sign in any more is out, whatever changed it; and somebody always can let people in.';

create trigger revoke_sessions_and_keys
  after update of active on agency for each row when (old.active and not new.active)
  execute function revoke_sessions_and_keys();

create trigger revoke_sessions_and_keys
  after update of active on "user" for each row when (old.active and not new.active)
  execute function revoke_sessions_and_keys();
