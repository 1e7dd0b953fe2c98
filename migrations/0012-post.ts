import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What goes out by itself: meetings to calendar programs, issued summaries by e-mail. */
export class Post0012 implements MigrationInterface {
  name = 'Post1795219200012'

  async up(db: QueryRunner): Promise<void> {
    await db.query(becomeSql)
    await db.query(calendarSql)
    await db.query(trailSql)
  }

  async down(): Promise<void> {
    throw new Error('What went out is not taken back: restore a backup instead.')
  }
}

/** For doors other than a session's: who they are opened for is then asked as himself, under all policies. */
const becomeSql = `
create function become(asked uuid)
returns table (id uuid, agency_id uuid, role text, clearance text, language text, reads_only boolean)
language plpgsql rows 1 security definer set search_path = public, pg_temp as $$
declare asker record;
begin
  select u.id, u.agency_id, u.role, u.clearance, u.language, tokens_of(a.serial, u.serial, u.role, u.clearance) as tokens into asker
    from "user" u join agency a on a.id = u.agency_id where u.id = asked and u.active and a.active;
  if found then
    perform set_config('ancrage.user', asker.id::text, true), set_config('ancrage.agency', asker.agency_id::text, true),
            set_config('ancrage.language', asker.language, true), set_config('ancrage.tokens', asker.tokens::text, true),
            set_config('ancrage.session', '', true);
    id := asker.id; agency_id := asker.agency_id; role := asker.role; clearance := asker.clearance;
    language := asker.language; reads_only := true;
    return next;
  end if;
end $$;
revoke execute on function become from public, ancrage_service;
`

/** The secret of a feed opens the feed's own door and no other: it stands in no table that `ask` looks at. */
const calendarSql = `
create table calendar_feed (
  id uuid primary key,
  user_id uuid not null references "user",
  name text check (length(name) between 1 and 200),
  created_at timestamptz(3) not null,
  revoked_at timestamptz(3)
);
create index on calendar_feed (user_id);
call protect('calendar_feed', 'user_id = (select viewer_id()) or (select viewer_is_admin())', '');
create policy viewer_adds on calendar_feed for insert to ancrage_service with check (user_id = (select viewer_id()));
create policy viewer_edits on calendar_feed for update to ancrage_service
  using (user_id = (select viewer_id()) or (select viewer_is_admin())) with check (true);
grant insert, update (revoked_at) on calendar_feed to ancrage_service;

create table calendar_feed_secret (
  feed_id uuid primary key references calendar_feed,
  token_hash bytea not null unique
);
call close_to_service('calendar_feed_secret');

-- A feed has one secret, and only its user gives it one.
create function set_calendar_secret(feed uuid, token_hash bytea) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into calendar_feed_secret (feed_id, token_hash)
  select f.id, $2 from calendar_feed f where f.id = feed and f.user_id = viewer_id()
$$;

create function ask_calendar(token bytea)
returns table (id uuid, agency_id uuid, role text, clearance text, language text, reads_only boolean)
language sql rows 1 security definer set search_path = public, pg_temp as $$
  select b.* from become((select f.user_id from calendar_feed_secret s join calendar_feed f on f.id = s.feed_id
                           where s.token_hash = token and f.revoked_at is null)) b
$$;

-- Like sessions and keys, they end with whoever may not sign in any more, and do not come back with him.
create function feeds_end() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update calendar_feed set revoked_at = now() where revoked_at is null and user_id in (
    select u.id from "user" u where case when tg_table_name = 'user' then u.id = new.id else u.agency_id = new.id end);
  return null;
end $$;
create trigger feeds_end after update of active on "user" for each row
  when (old.active and not new.active) execute function feeds_end();
create trigger feeds_end after update of active on agency for each row
  when (old.active and not new.active) execute function feeds_end();
`

const trailSql = `
create policy admin_sees_post on audit_entry for select to ancrage_service
  using (subject_type in ('CalendarFeed') and (select viewer_is_admin()));
`
