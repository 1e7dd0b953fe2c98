create or replace function revoke_calendar_feeds() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update calendar_feed set revoked_at = now()
   where revoked_at is null
     and user_id in (
       select u.id from "user" u
        where case when tg_table_name = 'user' then u.id = new.id else u.agency_id = new.id end);
  return null;
end $$;

comment on function revoke_calendar_feeds() is
  'Revokes the calendar feeds of a user who is deactivated, or of all users of an agency that is. They do not come back when the user is activated again.';

create trigger revoke_calendar_feeds
  after update of active on agency for each row when (old.active and not new.active)
  execute function revoke_calendar_feeds();

create trigger revoke_calendar_feeds
  after update of active on "user" for each row when (old.active and not new.active)
  execute function revoke_calendar_feeds();
