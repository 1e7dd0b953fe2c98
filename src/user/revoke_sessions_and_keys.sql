create or replace function revoke_sessions_and_keys() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  user_ids uuid[] := case when tg_table_name = 'user' then array[new.id]
                          else array(select id from "user" where agency_id = new.id) end;
begin
  update session set ended_at = now() where user_id = any(user_ids) and ended_at is null;
  update api_key set revoked_at = now() where user_id = any(user_ids) and revoked_at is null;
  return null;
end $$;

comment on function revoke_sessions_and_keys() is
  'Ends the sessions and revokes the API keys of a user who is deactivated, or of all users of an agency that is. They do not come back when the user is activated again.';

create trigger revoke_sessions_and_keys
  after update of active on agency for each row when (old.active and not new.active)
  execute function revoke_sessions_and_keys();

create trigger revoke_sessions_and_keys
  after update of active on "user" for each row when (old.active and not new.active)
  execute function revoke_sessions_and_keys();
