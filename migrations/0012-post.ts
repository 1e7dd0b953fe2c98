import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What goes out by itself: meetings to calendar programs, issued summaries by e-mail. */
export class Post0012 implements MigrationInterface {
  name = 'Post1795219200012'

  async up(db: QueryRunner): Promise<void> {
    await db.query(becomeSql)
    await db.query(calendarSql)
    await db.query(orderSql)
    await db.query(deliverySql)
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

/** A HEAD's standing order: the summary of the week before, once a week, at an hour of Brussels, to named recipients. */
const orderSql = `
create function viewer_is_head() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((select role = 'HEAD' from "user" where id = viewer_id()), false)
$$;

create table sending (
  id uuid primary key,
  agency_id uuid not null unique references agency,
  weekday int not null check (weekday between 1 and 7),
  hour int not null check (hour between 0 and 23),
  -- whose standing order it is; null: it is off
  ordered_by_id uuid references "user",
  -- since when it is on: nothing is sent for an hour before
  ordered_at timestamptz(3),
  constraint ordered_by_somebody check ((ordered_by_id is null) = (ordered_at is null))
);
call protect('sending', 'agency_id = (select viewer_agency())', '');
create policy head_adds on sending for insert to ancrage_service
  with check (agency_id = (select viewer_agency()) and (select viewer_is_head()));
create policy head_edits on sending for update to ancrage_service
  using (agency_id = (select viewer_agency()) and (select viewer_is_head())) with check (agency_id = (select viewer_agency()));
grant insert, update (weekday, hour, ordered_by_id, ordered_at) on sending to ancrage_service;

create table recipient (
  id uuid primary key,
  agency_id uuid not null references agency,
  user_id uuid not null references "user",
  created_at timestamptz(3) not null,
  removed_at timestamptz(3)
);
create unique index on recipient (agency_id, user_id) where removed_at is null;
create index on recipient (user_id);
call protect('recipient', 'agency_id = (select viewer_agency()) or user_id = (select viewer_id())', '');
create policy head_adds on recipient for insert to ancrage_service
  with check (agency_id = (select viewer_agency()) and (select viewer_is_head()));
create policy leaves on recipient for update to ancrage_service
  using (user_id = (select viewer_id()) or (agency_id = (select viewer_agency()) and (select viewer_is_head()))) with check (true);
grant insert, update (removed_at) on recipient to ancrage_service;

-- An hour that does not come is the one after it, and one that comes twice comes once: this gives one instant a week.
create function due_in(monday date, weekday int, hour int) returns timestamptz
language sql immutable return (monday + (weekday - 1) + make_interval(hours => hour)) at time zone 'Europe/Brussels';
create function monday_of(at timestamptz) returns date
language sql immutable return date_trunc('week', at at time zone 'Europe/Brussels')::date;
create function last_due(weekday int, hour int, at timestamptz) returns timestamptz
language sql stable as $$
  select max(d.due) from generate_series(0, 1) n, lateral (select due_in(monday_of(at) - 7 * n, weekday, hour) as due) d where d.due <= at
$$;
create function next_due(weekday int, hour int, at timestamptz) returns timestamptz
language sql stable as $$
  select min(d.due) from generate_series(0, 1) n, lateral (select due_in(monday_of(at) + 7 * n, weekday, hour) as due) d where d.due > at
$$;

-- It is the order of a HEAD, and ends with him: nobody else has said that the summary be issued in his name.
create function order_stands(s sending) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from "user" u join agency a on a.id = u.agency_id
                  where u.id = s.ordered_by_id and u.agency_id = s.agency_id and u.role = 'HEAD' and u.active and a.active)
$$;
`

/** What was sent, or is to be: a queue that two processes take from without getting in each other's way. */
const deliverySql = `
-- one for a week of an agency, whatever is issued or ordered afterwards
create table mailing (
  agency_id uuid not null references agency,
  monday date not null,
  -- which never goes
  summary_id uuid not null,
  ordered_by_id uuid not null references "user",
  made_at timestamptz(3) not null,
  primary key (agency_id, monday)
);
create index on mailing (summary_id);
call close_to_service('mailing');

create table delivery (
  id uuid primary key,
  summary_id uuid not null,
  user_id uuid not null references "user",
  message_id text not null unique,
  status text not null default 'WAITING' check (status in ('WAITING','SENT','GIVEN_UP','WITHDRAWN')),
  attempts int not null default 0,
  next_attempt_at timestamptz(3) not null,
  -- what the mail server said last
  error text check (length(error) <= 500),
  created_at timestamptz(3) not null,
  settled_at timestamptz(3),
  -- of the process that is at it: the hash of a secret, and until when the others leave it alone
  claim bytea unique,
  claimed_until timestamptz(3),
  unique (summary_id, user_id),
  constraint settled_or_waiting check ((status = 'WAITING') = (settled_at is null))
);
create index on delivery (next_attempt_at) where status = 'WAITING';
create index on delivery (user_id);
call protect('delivery', 'user_id = (select viewer_id())
  or exists (select from weekly_summary s where s.id = summary_id and s.agency_id = (select viewer_agency()))', '');
revoke select on delivery from ancrage_service;
grant select (id, summary_id, user_id, message_id, status, attempts, next_attempt_at, error, created_at, settled_at)
  on delivery to ancrage_service;

create function due_sendings(at timestamptz) returns table (agency_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.agency_id from sending s
   where last_due(s.weekday, s.hour, at) > s.ordered_at and order_stands(s)
     and not exists (select from mailing m where m.agency_id = s.agency_id
                      and m.monday = monday_of(last_due(s.weekday, s.hour, at)) - 7)
$$;

-- Opens for the HEAD whose standing order is due, once: the order is locked until the transaction ends.
create function ask_order(agency uuid, at timestamptz)
returns table (id uuid, agency_id uuid, role text, clearance text, language text, reads_only boolean, code text, monday date)
language plpgsql rows 1 security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare s sending;
begin
  select * into s from sending o where o.agency_id = agency for update skip locked;
  if found and exists (select from due_sendings(at) d where d.agency_id = agency) then
    return query select b.*, a.code, monday_of(last_due(s.weekday, s.hour, at)) - 7
      from become(s.ordered_by_id) b join agency a on a.id = b.agency_id;
  end if;
end $$;

-- By the HEAD who ordered it; ids and message ids are for the recipients in their order.
create function make_mailing(summary uuid, at timestamptz, ids uuid[], users uuid[], message_ids text[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not viewer_is_head() then
    raise exception 'a HEAD has the summaries of his agency sent' using errcode = 'insufficient_privilege';
  end if;
  insert into mailing (agency_id, monday, summary_id, ordered_by_id, made_at)
  select s.agency_id, s.monday, s.id, viewer_id(), at from weekly_summary s where s.id = summary and s.agency_id = viewer_agency();
  insert into delivery (id, summary_id, user_id, message_id, next_attempt_at, created_at)
  select t.id, s.id, t.user_id, t.message_id, at, at from unnest(ids, users, message_ids) t (id, user_id, message_id)
    join weekly_summary s on s.id = summary and s.agency_id = viewer_agency()
    join recipient r on r.agency_id = s.agency_id and r.user_id = t.user_id and r.removed_at is null;
end $$;

-- The next delivery that is due and nobody is at; an attempt counts before it is made, and whoever dies over it is followed by another.
create function claim_delivery(claim bytea, at timestamptz, lease interval)
returns table (id uuid, address text, message_id text, agency text, week text, revision int, attempts int, stands boolean)
language sql security definer set search_path = public, pg_temp as $$
  update delivery d set claim = $1, claimed_until = at + lease, attempts = d.attempts + 1
    from weekly_summary s, agency a, "user" u
   where d.id = (select w.id from delivery w
                  where w.status = 'WAITING' and w.next_attempt_at <= at and coalesce(w.claimed_until <= at, true)
                  order by w.next_attempt_at, w.id for update skip locked limit 1)
     and s.id = d.summary_id and a.id = s.agency_id and u.id = d.user_id
  returning d.id, u.email, d.message_id, a.code, s.week, s.revision, d.attempts,
    u.active and exists (select from agency own where own.id = u.agency_id and own.active)
      and exists (select from recipient r where r.agency_id = s.agency_id and r.user_id = u.id and r.removed_at is null)
$$;

-- Opens for the recipient, as long as he is one.
create function ask_delivery(claim bytea)
returns table (id uuid, agency_id uuid, role text, clearance text, language text, reads_only boolean)
language sql rows 1 security definer set search_path = public, pg_temp as $$
  select b.* from become((
    select d.user_id from delivery d join weekly_summary s on s.id = d.summary_id
      join recipient r on r.agency_id = s.agency_id and r.user_id = d.user_id and r.removed_at is null
     where d.claim = $1 and d.status = 'WAITING')) b
$$;

-- What became of an attempt; of one that another process has taken over nothing is noted. The order is the HEAD's, and so is the entry.
create function settle_delivery(claim bytea, at timestamptz, outcome text, failure text, retry_at timestamptz, entry uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare settled delivery;
begin
  update delivery d set status = outcome, error = left(failure, 500), next_attempt_at = coalesce(retry_at, d.next_attempt_at),
         settled_at = case when outcome <> 'WAITING' then at end, claim = null, claimed_until = null
   where d.claim = settle_delivery.claim and d.status = 'WAITING' returning * into settled;
  if settled.id is null then
    return false;
  end if;
  insert into audit_entry (id, at, user_id, verb, subject_type, subject_id, after)
  select entry, clock_timestamp(), m.ordered_by_id, 'deliverWeeklySummary', 'IssuedSummary', settled.summary_id,
         jsonb_build_object('recipient', settled.user_id, 'messageId', settled.message_id, 'status', settled.status)
    from mailing m where m.summary_id = settled.summary_id and settled.status <> 'WAITING';
  return true;
end $$;
`

const trailSql = `
create policy admin_sees_post on audit_entry for select to ancrage_service
  using (subject_type in ('CalendarFeed','Sending','Recipient') and (select viewer_is_admin()));
`
