create or replace function revoke_sql_logins_on_leave() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform revoke_sql_logins(array(
    select l.id from sql_login l join "user" u on u.id = l.user_id
     where case tg_table_name when 'user' then u.id else u.agency_id end = new.id));
  return null;
end $$;

comment on function revoke_sql_logins_on_leave() is
  'Revokes the SQL logins of a user who is deactivated, or of all users of an agency that is.';

create trigger revoke_sql_logins_on_leave
  after update of active on agency for each row when (old.active and not new.active)
  execute function revoke_sql_logins_on_leave();

create trigger revoke_sql_logins_on_leave
  after update of active on "user" for each row when (old.active and not new.active)
  execute function revoke_sql_logins_on_leave();
