import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The deal, its stages, its team, and what is reported of it. */
export class Deal0003 implements MigrationInterface {
  name = 'Deal1795219200003'

  async up(db: QueryRunner): Promise<void> {
    await db.query(stageSql)
    await db.query(dealSql)
    await db.query(teamSql)
    await db.query(accessSql)
    await db.query(transitionSql)
    await db.query(projectionSql)
    await db.query(locationSql)
    await db.query(lossSql)
  }

  async down(): Promise<void> {
    throw new Error('Deals are not taken away: restore a backup instead.')
  }
}

const stageSql = `
create table deal_stage (
  code text primary key,
  position int not null unique,
  probability int not null check (probability between 0 and 100),
  outcome text not null check (outcome in ('OPEN','WON','LOST','PAUSED')),
  label jsonb not null check (label ?& array['FR','NL','DE','EN']),
  requires text[] not null default '{}',
  updated_at timestamptz(3) not null,
  version int not null default 1
);
call protect('deal_stage', '(select viewer_id()) is not null', 'update');
`

/**
 * Identity (title, description, prospect) stands in a row of its own, so that withholding the row withholds the
 * name from every filter, sort and count. \`seen\` is the access key of the masked deal, \`full_access\` of the whole.
 */
const dealSql = `
create table deal (
  id uuid primary key,
  reference text not null unique check (reference ~ '^[A-Z]{2,5}-[0-9]{4}-[0-9]{4,}$'),
  code_name text not null check (length(code_name) between 1 and 100),
  sector text check (sector ~ '^([A-V]|[0-9]{2})$'),
  activity text check (activity in ('LOGISTICS','MANUFACTURING','R_AND_D','HEADQUARTERS','SERVICES','DATA_CENTRE','SALES','ENERGY','AGRI_FOOD','TOURISM','OTHER')),
  type text check (type in ('GREENFIELD','EXPANSION','RELOCATION','ACQUISITION','JOINT_VENTURE','RETENTION')),
  origin text check (origin in ('FOREIGN','OTHER_REGION','LOCAL')),
  capex_low numeric(20,2) check (capex_low >= 0),
  capex_high numeric(20,2),
  capex_currency text check (capex_currency ~ '^[A-Z]{3}$'),
  capex_unknown boolean not null default false,
  jobs_unknown boolean not null default false,
  no_competing_locations boolean not null default false,
  expected_decision_from date,
  expected_decision_to date,
  expected_decision_precision text check (expected_decision_precision in ('DAY','EARLY_MONTH','MID_MONTH','LATE_MONTH','MONTH','QUARTER','YEAR')),
  next_review date,
  confidentiality text not null check (confidentiality in ('OPEN','INTERNAL','RESTRICTED','SECRET')),
  lead_agency_id uuid not null references agency,
  officer_id uuid references "user",
  opened_on date not null,
  stage text references deal_stage,
  stage_since date,
  resume_stage text references deal_stage,
  seen int[] not null default '{}',
  full_access int[] not null default '{}',
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null default 1,
  constraint capex_in_order check (capex_high is null or (capex_low is not null and capex_high >= capex_low)),
  constraint capex_has_currency check ((capex_low is null) = (capex_currency is null)),
  constraint capex_stated_or_unknown check (not (capex_unknown and capex_low is not null)),
  constraint expected_decision_whole check (num_nulls(expected_decision_from, expected_decision_to, expected_decision_precision) in (0, 3)
    and expected_decision_from <= expected_decision_to)
);
create index on deal (updated_at desc, id desc);
create index on deal (lead_agency_id, stage, updated_at desc, id desc);
create index on deal (stage, updated_at desc, id desc);
create index on deal (officer_id);
call protect('deal', 'seen &&& (select viewer_tokens())');
drop policy viewer_edits on deal;
create policy viewer_edits on deal for update to ancrage_service using (full_access &&& (select viewer_tokens())) with check (true);
revoke update on deal from ancrage_service;
grant update (code_name, sector, activity, type, origin, capex_low, capex_high, capex_currency, capex_unknown, jobs_unknown,
  no_competing_locations, expected_decision_from, expected_decision_to, expected_decision_precision, next_review, confidentiality,
  officer_id, updated_at, version) on deal to ancrage_service;

create table deal_identity (
  deal_id uuid primary key references deal,
  title text not null check (length(title) between 1 and 300),
  description text check (length(description) <= 20000),
  prospect_id uuid references prospect,
  access int[] not null default '{}'
);
create index on deal_identity (prospect_id);
call protect('deal_identity', 'access &&& (select viewer_tokens())');
revoke update on deal_identity from ancrage_service;
grant update (title, description, prospect_id) on deal_identity to ancrage_service;

-- A reference is region, year, serial; the counter's row makes concurrent openings take turns.
create table deal_reference (region text, year int, last int not null, primary key (region, year));
alter table deal_reference enable row level security;
alter table deal_reference force row level security;
create policy owner_all on deal_reference to current_user using (true) with check (true);
create function next_deal_reference(region text, year int) returns text
language sql security definer set search_path = public, pg_temp as $$
  insert into deal_reference as r (region, year, last) values ($1, $2, 1)
  on conflict on constraint deal_reference_pkey do update set last = r.last + 1
  returning format('%s-%s-%s', r.region, r.year, lpad(r.last::text, greatest(4, length(r.last::text)), '0'))
$$;
`

const teamSql = `
create table deal_team (
  id uuid primary key,
  deal_id uuid not null references deal,
  agency_id uuid not null references agency,
  role text not null check (role in ('LEAD','SUPPORT','INFORMED')),
  from_day date not null,
  until_day date check (until_day >= from_day),
  recorded_at timestamptz(3) not null,
  end_recorded_at timestamptz(3),
  access int[] not null default '{}',
  constraint end_is_recorded check ((until_day is null) = (end_recorded_at is null)),
  constraint one_membership_a_day exclude using gist (deal_id with =, agency_id with =, daterange(from_day, until_day) with &&),
  constraint one_lead_a_day exclude using gist (deal_id with =, daterange(from_day, until_day) with &&) where (role = 'LEAD')
);
create index on deal_team (agency_id, deal_id);
create index on deal_team (deal_id);
call protect('deal_team', 'access &&& (select viewer_tokens())');
revoke update on deal_team from ancrage_service;
grant update (until_day, end_recorded_at) on deal_team to ancrage_service;

create table need_to_know (
  id uuid primary key,
  deal_id uuid not null references deal,
  user_id uuid not null references "user",
  by_id uuid not null references "user",
  recorded_at timestamptz(3) not null,
  access int[] not null default '{}',
  constraint known_once unique (deal_id, user_id)
);
create index on need_to_know (user_id);
call protect('need_to_know', 'access &&& (select viewer_tokens())', 'insert, delete');

create table handover (
  id uuid primary key,
  deal_id uuid not null references deal,
  from_agency_id uuid not null references agency,
  to_agency_id uuid not null references agency,
  "on" date not null,
  reason text not null check (length(reason) between 1 and 2000),
  by_id uuid not null references "user",
  recorded_at timestamptz(3) not null,
  access int[] not null default '{}',
  constraint handed_to_another check (from_agency_id <> to_agency_id)
);
create index on handover (deal_id, "on");
call protect('handover', 'access &&& (select viewer_tokens())', 'insert');
`

/** The access keys of a deal, kept in the transaction that changes what they follow from; all that hangs on the deal copies them. */
const accessSql = `
create function full_access_of(d deal) returns int[] language sql stable as $$
  select case d.confidentiality
    when 'OPEN' then array[0]
    else array(select -u.serial from need_to_know n join "user" u on u.id = n.user_id where n.deal_id = d.id order by 1)
      || case when d.confidentiality = 'SECRET' then '{}'
         else array(select agency_token(a.serial, level_of(d.confidentiality)) from deal_team t join agency a on a.id = t.agency_id
                     where t.deal_id = d.id and t.until_day is null
                     union select agency_token(serial, level_of(d.confidentiality)) from agency
                     where id = d.lead_agency_id order by 1) end
    end
$$;

create function seen_of(d deal) returns int[] language sql stable as $$
  select case when d.confidentiality in ('OPEN','INTERNAL') then array[0]
    else array(select -u.serial from need_to_know n join "user" u on u.id = n.user_id where n.deal_id = d.id order by 1)
      || array(select agency_token(a.serial, case d.confidentiality when 'SECRET' then level_of('SECRET') else 0 end)
                 from deal_team t join agency a on a.id = t.agency_id where t.deal_id = d.id and t.until_day is null
               union select agency_token(serial, case d.confidentiality when 'SECRET' then level_of('SECRET') else 0 end)
                 from agency where id = d.lead_agency_id order by 1)
      || case d.confidentiality when 'RESTRICTED' then array[level_of('RESTRICTED')] else '{}' end
    end
$$;

create function deal_sets_access() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.seen := seen_of(new);
  new.full_access := full_access_of(new);
  return new;
end $$;
create trigger deal_sets_access before insert or update of confidentiality, lead_agency_id on deal
  for each row execute function deal_sets_access();

create function refresh_deal_access(asked uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from deal where id = asked for update;
  update deal d set seen = seen_of(d), full_access = full_access_of(d) where d.id = asked;
end $$;

create function team_changes_access() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'deal_team' then
    if new.role = 'LEAD' and new.until_day is null then
      update deal set lead_agency_id = new.agency_id where id = new.deal_id and lead_agency_id <> new.agency_id;
    end if;
  end if;
  perform refresh_deal_access(coalesce(new.deal_id, old.deal_id));
  return null;
end $$;
create trigger team_changes_access after insert or update of agency_id, role, until_day on deal_team for each row execute function team_changes_access();
create trigger knowing_changes_access after insert or delete on need_to_know for each row execute function team_changes_access();

-- follows_deal(): a row of a deal copies the deal's key named in its argument; deal_moves_keys(): and is kept in step.
create function follows_deal() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- locked, so that the key does not change between the look and the commit
  select case tg_argv[0] when 'seen' then seen else full_access end into new.access from deal where id = new.deal_id for share;
  return new;
end $$;
create function deal_moves_keys() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  execute format('update %I set access = $1 where deal_id = $2 and access is distinct from $1', tg_argv[0])
    using case tg_argv[1] when 'seen' then new.seen else new.full_access end, new.id;
  return null;
end $$;
create procedure follow_deal(name text, key text) language plpgsql as $$
begin
  execute format('create trigger %I before insert on %I for each row execute function follows_deal(%L)', name || '_follows_deal', name, key);
  execute format('create trigger %I after update on deal for each row when (old.%3$I is distinct from new.%3$I) execute function deal_moves_keys(%2$L, %3$L)',
    'deal_moves_' || name, name, key);
end $$;
revoke execute on procedure follow_deal from public;

call follow_deal('deal_identity', 'full_access');
call follow_deal('deal_team', 'seen');
call follow_deal('need_to_know', 'full_access');
call follow_deal('handover', 'full_access');

-- A prospect with deals is seen by whoever has full access to one of them.
create function refresh_prospect_access(asked uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if asked is null then return; end if;
  -- lock first, read after: two deals opened at once must both end up in the union
  perform 1 from prospect where id = asked for update;
  update prospect p set access = k.key
    from (select case when count(*) = 0 then (select free_access(confidentiality, entered_by_id) from prospect where id = asked)
                      else array(select distinct unnest(i.access) from deal_identity i where i.prospect_id = asked order by 1) end as key
            from deal_identity where prospect_id = asked) k
   where p.id = asked and p.access is distinct from k.key;
end $$;
create function identity_moves_prospect() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and old.prospect_id is distinct from new.prospect_id then
    perform refresh_prospect_access(old.prospect_id);
  end if;
  perform refresh_prospect_access(new.prospect_id);
  return null;
end $$;
create trigger identity_moves_prospect after insert or update of prospect_id, access on deal_identity
  for each row execute function identity_moves_prospect();
create function prospect_confidentiality_moves_access() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform refresh_prospect_access(new.id);
  return null;
end $$;
create trigger prospect_confidentiality_moves_access after update of confidentiality on prospect
  for each row when (old.confidentiality <> new.confidentiality) execute function prospect_confidentiality_moves_access();
`

/** Append-only: what is recorded is never changed, a chain from the opening on. */
const transitionSql = `
create table transition (
  id uuid primary key,
  deal_id uuid not null references deal,
  ordinal int not null,
  from_stage text references deal_stage,
  to_stage text not null references deal_stage,
  effective_on date not null,
  recorded_at timestamptz(3) not null,
  by_id uuid not null references "user",
  override boolean not null default false,
  access int[] not null default '{}',
  unique (deal_id, ordinal)
);
create index on transition (effective_on);
call protect('transition', 'access &&& (select viewer_tokens())', 'insert');

create table transition_words (
  transition_id uuid primary key references transition,
  deal_id uuid not null references deal,
  reason text not null check (length(reason) between 1 and 2000),
  access int[] not null default '{}'
);
create index on transition_words (deal_id);
call protect('transition_words', 'access &&& (select viewer_tokens())', 'insert');
call follow_deal('transition', 'seen');
call follow_deal('transition_words', 'full_access');
`

const projectionSql = `
create table job_projection (
  id uuid primary key,
  deal_id uuid not null references deal,
  kind text not null check (kind in ('DIRECT','INDIRECT','SAFEGUARDED','CONSTRUCTION')),
  horizon text not null check (horizon in ('INITIAL','MEDIUM_TERM','FULL')),
  target_year int check (target_year between 1900 and 2200),
  low int not null check (low >= 0),
  high int check (high >= low),
  standing text not null check (standing in ('RUMOURED','REPORTED','ANNOUNCED','CONTRACTED','REALISED')),
  stated_on date not null,
  recorded_at timestamptz(3) not null,
  replaces_id uuid,
  by_id uuid not null references "user",
  access int[] not null default '{}',
  unique (id, deal_id),
  constraint replaced_once unique (replaces_id),
  constraint replaces_of_same_deal foreign key (replaces_id, deal_id) references job_projection (id, deal_id),
  constraint replaces_another check (replaces_id <> id)
);
create index on job_projection (deal_id, kind, horizon, stated_on desc, recorded_at desc);
create index on job_projection (stated_on);
call protect('job_projection', 'access &&& (select viewer_tokens())', 'insert');

create table job_projection_words (
  job_projection_id uuid primary key references job_projection,
  deal_id uuid not null references deal,
  wording text check (length(wording) between 1 and 2000),
  wording_language text check (wording_language in ('FR','NL','DE','EN')),
  source_kind text not null check (source_kind in ('COMPANY','PUBLIC_AUTHORITY','PRESS','PARTNER','OWN_AGENCY','UNNAMED','OTHER')),
  source_name text check (length(source_name) between 1 and 300),
  source_published_on date,
  source_address text check (length(source_address) <= 2000),
  access int[] not null default '{}',
  constraint wording_has_language check ((wording is null) = (wording_language is null))
);
create index on job_projection_words (deal_id);
call protect('job_projection_words', 'access &&& (select viewer_tokens())', 'insert');
call follow_deal('job_projection', 'seen');
call follow_deal('job_projection_words', 'full_access');
`

const locationSql = `
create table location (
  id uuid primary key,
  deal_id uuid not null references deal,
  site_id uuid references site,
  town text check (length(town) between 1 and 200),
  country text check (country ~ '^[A-Z]{2}$'),
  standing text not null check (standing in ('CANDIDATE','SHORTLISTED','CHOSEN','REJECTED')),
  since date not null,
  access int[] not null default '{}',
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null default 1,
  constraint our_site_or_a_town check ((site_id is null) <> (town is null) and (town is null) = (country is null))
);
create index on location (deal_id);
create unique index location_site_once on location (deal_id, site_id) where site_id is not null;
create unique index location_town_once on location (deal_id, country, fold(town)) where site_id is null;
call protect('location', 'access &&& (select viewer_tokens())');
revoke update on location from ancrage_service;
grant update (standing, since, updated_at, version) on location to ancrage_service;
call follow_deal('location', 'full_access');
`

/** Why a deal was lost and where it went; who checked a landing. */
const lossSql = `
create table loss_reason (
  id uuid primary key,
  deal_id uuid not null references deal,
  rank int not null check (rank between 1 and 11),
  code text not null check (code in ('LABOUR_COST','LABOUR_RULES','SITE','INCENTIVES','MARKET','TAX','TIMING','POLITICS','COMPANY_STRATEGY','NO_ANSWER','OTHER')),
  wording text check (length(wording) between 1 and 2000),
  source_kind text not null check (source_kind in ('COMPANY','PUBLIC_AUTHORITY','PRESS','PARTNER','OWN_AGENCY','UNNAMED','OTHER')),
  source_name text check (length(source_name) between 1 and 300),
  source_published_on date,
  source_address text check (length(source_address) <= 2000),
  access int[] not null default '{}',
  unique (deal_id, rank),
  unique (deal_id, code),
  constraint other_is_worded check (code <> 'OTHER' or wording is not null)
);
call protect('loss_reason', 'access &&& (select viewer_tokens())', 'insert, delete');
call follow_deal('loss_reason', 'full_access');

create table loss_destination (
  deal_id uuid primary key references deal,
  town text check (length(town) between 1 and 200),
  country text check (country ~ '^[A-Z]{2}$'),
  unknown boolean not null default false,
  access int[] not null default '{}',
  constraint somewhere_or_unknown check (unknown = (country is null) and (town is null or country is not null))
);
call protect('loss_destination', 'access &&& (select viewer_tokens())', 'insert, delete');
call follow_deal('loss_destination', 'full_access');

create table landing_verification (
  id uuid primary key,
  deal_id uuid not null references deal,
  by_id uuid not null references "user",
  recorded_at timestamptz(3) not null,
  note text check (length(note) between 1 and 2000),
  access int[] not null default '{}'
);
create index on landing_verification (deal_id);
call protect('landing_verification', 'access &&& (select viewer_tokens())', 'insert');
call follow_deal('landing_verification', 'full_access');
`
