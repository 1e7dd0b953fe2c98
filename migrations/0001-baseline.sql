-- The tables of Ancrage: columns, constraints, indexes, and the rows that every database starts with. It runs once; a
-- new migration changes tables. Functions, views, triggers, policies and grants are *.sql files below src/, in the
-- order of src/database/definition-files.ts. The comment of a table is in its <table>.access.sql.
--
-- Instants have milliseconds, as in the API, so that a filter finds what the API has shown. Days are those of
-- Europe/Brussels. Columns named acl hold the access tokens of the users who see a row: triggers set them, policies
-- compare them.

-- Extensions and schemas

create extension if not exists unaccent;
create extension if not exists pg_trgm;
create extension if not exists btree_gist;

-- The service may call the functions of extensions; SQL logins may not.
revoke execute on all functions in schema public from public;
grant execute on all functions in schema public to ancrage_service;

revoke create, usage on schema public from public;
grant usage on schema public to ancrage_service;
alter default privileges revoke execute on functions from public;

-- The service may use large objects and advisory locks; SQL logins may not.
do $$
declare f record;
begin
  for f in
    select oid::regprocedure as name from pg_proc
     where pronamespace = 'pg_catalog'::regnamespace
       and (proname like 'pg\_%advisory%'
         or proname in ('lo_create', 'lo_creat', 'lo_from_bytea', 'lo_open', 'lo_put', 'lo_unlink', 'lowrite',
           'lo_truncate', 'lo_truncate64'))
  loop
    execute format('grant execute on function %s to ancrage_service', f.name);
    execute format('revoke execute on function %s from public', f.name);
  end loop;
exception when insufficient_privilege then
  raise notice 'every login of this server keeps the right to use advisory locks and large objects';
end $$;

-- Removes case and accents for comparison. Indexes below use it: a migration that changes it rebuilds them.
create function fold(value text) returns text
language sql immutable strict parallel safe return lower(unaccent('unaccent', value));
comment on function fold(text) is
  'Returns a text in lower case and without accents, for comparison. Indexes depend on it.';
grant execute on function fold(text) to ancrage_service;

create schema analytics;
comment on schema analytics is 'Views for analysts: what the user of a SQL login may see.';

-- Agencies and users

create table agency (
  id uuid primary key,
  serial int generated always as identity unique,
  code text not null unique check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 60),
  name text not null check (length(name) between 1 and 200),
  kind text not null check (
    kind in ('REGIONAL_AGENCY', 'MINISTER_CABINET', 'FEDERAL_OFFICE', 'CLUSTER', 'INFRASTRUCTURE_OPERATOR')
  ),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null default 1,
  active boolean not null default true
);

create table "user" (
  id uuid primary key,
  serial int generated always as identity unique,
  agency_id uuid not null references agency,
  email text not null unique check (email = lower(email) and length(email) <= 254),
  name text not null check (length(name) between 1 and 200),
  role text not null check (role in ('OFFICER', 'HEAD', 'CABINET', 'ANALYST', 'ADMIN')),
  clearance text not null check (clearance in ('OPEN', 'INTERNAL', 'RESTRICTED', 'SECRET')),
  language text not null check (language in ('FR', 'NL', 'DE', 'EN')),
  active boolean not null default true,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null default 1
);
create index user_agency_id_idx on "user" (agency_id);

-- Sign-in: passwords, sessions, attempts, API keys, identities of OpenID providers

create table credential (
  user_id uuid primary key references "user",
  password_hash text not null,
  updated_at timestamptz(3) not null
);

create table session (
  id uuid primary key,
  user_id uuid not null references "user",
  token_hash bytea not null unique,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  ended_at timestamptz(3),
  last_seen_at timestamptz(3) not null default now(),
  idle interval not null default interval '12 hours' check (idle > interval '0'),
  address inet,
  user_agent text check (length(user_agent) <= 300)
);
create index session_expires_at_idx on session (expires_at);
create index session_user_id_address_idx on session (user_id, address);
create index session_user_id_idx on session (user_id);

create unlogged table sign_in_attempt (
  key bytea primary key,
  free int not null,
  longest int not null,
  failures int not null,
  blocked_until timestamptz(3) not null,
  last_at timestamptz(3) not null
);
create index sign_in_attempt_last_at_idx on sign_in_attempt (last_at);

create table api_key (
  id uuid primary key,
  user_id uuid not null references "user",
  name text not null check (length(name) between 1 and 200),
  prefix text not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  last_used_at timestamptz(3),
  revoked_at timestamptz(3),
  constraint api_key_check check (expires_at <= created_at + interval '2 years 1 day')
);
create index api_key_user_id_idx on api_key (user_id);

create table api_key_secret (key_id uuid primary key references api_key, token_hash bytea not null unique);

create table user_identity (
  issuer text not null,
  subject text not null,
  user_id uuid not null references "user",
  created_at timestamptz(3) not null default now(),
  primary key (issuer, subject)
);
create index user_identity_user_id_idx on user_identity (user_id);

-- Cost of the operations of each user

create unlogged table usage (user_id uuid primary key, minute timestamptz(3) not null, units bigint not null);

-- SQL logins of analysts

create table sql_login (
  id uuid primary key,
  user_id uuid not null references "user",
  login text not null unique check (login ~ '^ancrage_sql_[a-z0-9]{12}$'),
  name text not null check (length(name) between 1 and 200),
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  revoked_at timestamptz(3)
);
create index sql_login_user_id_idx on sql_login (user_id);

-- Secrets of the service

create table service_secret (
  digest bytea primary key,
  made_at timestamptz(3) not null default now(),
  seen_at timestamptz(3) not null default now()
);

create table context_signing_key (key bytea not null);
create unique index context_signing_key_single_row on context_signing_key ((true));

-- Audit trail: entries, and chains of hashes over them

create table audit_entry (
  id uuid primary key,
  at timestamptz(3) not null,
  user_id uuid references "user",
  verb text not null,
  subject_type text not null,
  subject_id uuid,
  subject_key text,
  before jsonb,
  after jsonb,
  salts jsonb not null default '{}',
  digests jsonb not null default '{}',
  erased boolean not null default false
);
create index audit_entry_subject_id_at_idx on audit_entry (subject_id, at);

create table audit_head (lane int primary key, position bigint not null, hash bytea not null);

create table audit_link (
  lane int not null,
  position bigint not null,
  entry_id uuid not null unique,
  digest bytea not null,
  hash bytea not null,
  primary key (lane, "position")
);

-- Keys of mutations that were already carried out

create table idempotency_key (
  user_id uuid not null references "user",
  key text not null check (length(key) between 1 and 200),
  verb text not null,
  digest text not null,
  result_id uuid,
  created_at timestamptz(3) not null,
  constraint idempotency_key_pkey primary key (user_id, key)
);

-- Prospects and stakes between them

create table prospect (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  aliases text[] not null default '{}',
  legal_name text check (length(legal_name) between 1 and 200),
  country text check (country ~ '^[A-Z]{2}$'),
  city text check (length(city) between 1 and 200),
  sector text check (sector ~ '^([A-V]|[0-9]{2})$'),
  headcount int check (headcount >= 0),
  headcount_as_of date,
  revenue_amount numeric(20, 2) check (revenue_amount >= 0),
  revenue_currency text check (revenue_currency ~ '^[A-Z]{3}$'),
  revenue_as_of date,
  website text check (length(website) <= 2000),
  enterprise_number text check (length(enterprise_number) <= 40),
  lei text check (lei ~ '^[A-Z0-9]{18}[0-9]{2}$'),
  confidentiality text not null default 'INTERNAL' check (confidentiality in ('OPEN', 'INTERNAL')),
  entered_by_id uuid not null references agency,
  archived_at timestamptz(3),
  acl int[] not null default '{}',
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null default 1,
  constraint revenue_has_currency check ((revenue_amount is null) = (revenue_currency is null))
);
create index prospect_fold_id_idx on prospect (fold(name), id);
create index prospect_updated_at_id_idx on prospect (updated_at desc, id desc);

create table stake (
  id uuid primary key,
  holder_id uuid not null references prospect,
  held_id uuid not null references prospect,
  percent numeric(5, 2) not null check (percent > 0 and percent <= 100),
  since date,
  ended_on date,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null default 1,
  constraint stake_once unique (holder_id, held_id),
  constraint stake_ends_after_start check (ended_on >= since),
  constraint stake_in_other_prospect check (holder_id <> held_id)
);
create index stake_held_id_idx on stake (held_id);

-- Contacts, and what their erasure left to do

create table contact (
  id uuid primary key,
  name text check (length(name) between 1 and 200),
  job_title text check (length(job_title) between 1 and 200),
  prospect_id uuid references prospect,
  agency_id uuid references agency,
  emails text[] not null default '{}',
  phones text[] not null default '{}',
  language text check (language in ('FR', 'NL', 'DE', 'EN')),
  decision_maker boolean not null default false,
  lawful_basis text check (
    lawful_basis in ('CONSENT', 'CONTRACT', 'LEGAL_OBLIGATION', 'PUBLIC_TASK', 'LEGITIMATE_INTEREST')
  ),
  erased_at timestamptz(3),
  entered_by_id uuid not null references agency,
  acl int[] not null default '{}',
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null default 1,
  constraint contact_belongs_once check (prospect_id is null or agency_id is null),
  constraint contact_named_or_erased check ((name is null) = (erased_at is not null)),
  constraint erased_is_empty check (
    erased_at is null or job_title is null and emails = '{}' and phones = '{}' and language is null
  )
);
create index contact_agency_id_idx on contact (agency_id);
create index contact_entered_by_id_updated_at_idx
  on contact (entered_by_id, updated_at) where (erased_at is null);
create index contact_fold_id_idx on contact (fold(name), id);
create index contact_prospect_id_idx on contact (prospect_id);

create table erasure_mention (
  id uuid primary key,
  contact_id uuid not null references contact,
  subject_type text not null,
  subject_id uuid,
  field text not null,
  redacted boolean not null
);
create index erasure_mention_contact_id_idx on erasure_mention (contact_id);

-- Sites

create table site (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  kind text not null check (kind in ('GREENFIELD', 'BROWNFIELD', 'BUILDING', 'BUSINESS_PARK')),
  municipality text check (length(municipality) between 1 and 200),
  nuts3 text check (nuts3 ~ '^[A-Z]{2}[A-Z0-9]{3}$'),
  area_low numeric(12, 2) check (area_low >= 0),
  area_high numeric(12, 2),
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null default 1,
  constraint area_in_order check (area_high is null or area_low is not null and area_high >= area_low),
  constraint coordinates_whole check ((latitude is null) = (longitude is null))
);
create index site_fold_id_idx on site (fold(name), id);

-- Exchange rates

create table rate_load (
  id uuid primary key,
  by_id uuid not null references "user",
  recorded_at timestamptz(3) not null,
  source text not null check (length(source) between 1 and 300),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  added int not null check (added >= 0),
  unchanged int not null check (unchanged >= 0),
  corrected int not null check (corrected >= 0),
  first_day date not null,
  last_day date not null,
  constraint rate_load_check check (last_day >= first_day)
);

create table exchange_rate (
  id uuid primary key,
  currency text not null check (currency ~ '^[A-Z]{3}$' and currency <> 'EUR'),
  day date not null,
  rate numeric not null check (rate > 0),
  recorded_at timestamptz(3) not null,
  load_id uuid not null references rate_load,
  constraint exchange_rate_currency_day_recorded_at_key unique (currency, day, recorded_at)
);
create index exchange_rate_load_id_idx on exchange_rate (load_id);

-- Deals: stages, deals, what identifies them, references, earlier capex

create table deal_stage (
  code text primary key,
  position int not null unique,
  probability int not null check (probability between 0 and 100),
  outcome text not null check (outcome in ('OPEN', 'WON', 'LOST', 'PAUSED')),
  label jsonb not null check (label ?& array['FR', 'NL', 'DE', 'EN']),
  requires text[] not null default '{}',
  updated_at timestamptz(3) not null,
  version int not null default 1
);

create table deal (
  id uuid primary key,
  reference text not null unique check (reference ~ '^[A-Z]{2,5}-[0-9]{4}-[0-9]{4,}$'),
  code_name text not null check (length(code_name) between 1 and 100),
  sector text check (sector ~ '^([A-V]|[0-9]{2})$'),
  activity text check (
    activity in (
      'LOGISTICS', 'MANUFACTURING', 'R_AND_D', 'HEADQUARTERS', 'SERVICES', 'DATA_CENTRE', 'SALES', 'ENERGY',
      'AGRI_FOOD', 'TOURISM', 'OTHER'
    )
  ),
  type text check (
    type in ('GREENFIELD', 'EXPANSION', 'RELOCATION', 'ACQUISITION', 'JOINT_VENTURE', 'RETENTION')
  ),
  origin text check (origin in ('FOREIGN', 'OTHER_REGION', 'LOCAL')),
  capex_low numeric(20, 2) check (capex_low >= 0),
  capex_high numeric(20, 2),
  capex_currency text check (capex_currency ~ '^[A-Z]{3}$'),
  capex_unknown boolean not null default false,
  jobs_unknown boolean not null default false,
  no_competing_locations boolean not null default false,
  expected_decision_from date,
  expected_decision_to date,
  expected_decision_precision text check (
    expected_decision_precision in (
      'DAY', 'EARLY_MONTH', 'MID_MONTH', 'LATE_MONTH', 'MONTH', 'QUARTER', 'YEAR'
    )
  ),
  next_review date,
  confidentiality text not null check (confidentiality in ('OPEN', 'INTERNAL', 'RESTRICTED', 'SECRET')),
  lead_agency_id uuid not null references agency,
  officer_id uuid references "user",
  opened_on date not null,
  stage text not null references deal_stage(code),
  stage_since date not null,
  resume_stage text references deal_stage(code),
  masked_acl int[] not null default '{}',
  full_acl int[] not null default '{}',
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null default 1,
  constraint capex_has_currency check ((capex_low is null) = (capex_currency is null)),
  constraint capex_in_order check (capex_high is null or capex_low is not null and capex_high >= capex_low),
  constraint capex_stated_or_unknown check (not (capex_unknown and capex_low is not null)),
  constraint expected_decision_whole check (
    num_nulls(expected_decision_from, expected_decision_to, expected_decision_precision) in (0, 3)
    and expected_decision_from <= expected_decision_to
  )
);
create index deal_lead_agency_id_stage_updated_at_id_idx
  on deal (lead_agency_id, stage, updated_at desc, id desc);
create index deal_officer_id_idx on deal (officer_id);
create index deal_stage_updated_at_id_idx on deal (stage, updated_at desc, id desc);
create index deal_updated_at_id_idx on deal (updated_at desc, id desc);

create table deal_identity (
  deal_id uuid primary key references deal,
  title text not null check (length(title) between 1 and 300),
  description text check (length(description) <= 20000),
  prospect_id uuid references prospect,
  acl int[] not null default '{}'
);
create index deal_identity_prospect_id_idx on deal_identity (prospect_id);

create table deal_reference (
  region text not null,
  year int not null,
  last int not null,
  primary key (region, year)
);

create table capex_history (
  deal_id uuid not null references deal,
  ordinal int not null,
  low numeric(20, 2),
  high numeric(20, 2),
  currency text check (currency ~ '^[A-Z]{3}$'),
  replaced_at timestamptz(3) not null,
  acl int[] not null default '{}',
  primary key (deal_id, ordinal)
);
create index capex_history_replaced_at_idx on capex_history (replaced_at);

-- Reasons of corrections of deals

create table correction_text (
  correction_id uuid primary key,
  deal_id uuid not null references deal,
  reason text not null check (length(reason) between 1 and 2000),
  acl int[] not null default '{}'
);
create index correction_text_deal_id_idx on correction_text (deal_id);

-- Teams of deals: memberships, need-to-know lists, handovers

create table deal_team (
  id uuid primary key,
  deal_id uuid not null references deal,
  agency_id uuid not null references agency,
  role text not null check (role in ('LEAD', 'SUPPORT', 'INFORMED')),
  from_day date not null,
  until_day date,
  recorded_at timestamptz(3) not null,
  end_recorded_at timestamptz(3),
  acl int[] not null default '{}',
  constraint one_lead_a_day exclude using gist (
    deal_id with =, daterange(from_day, until_day) with &&
  ) where (role = 'LEAD'),
  constraint one_membership_a_day exclude using gist (
    deal_id with =, agency_id with =, daterange(from_day, until_day) with &&
  ),
  constraint deal_team_check check (until_day >= from_day),
  constraint end_is_recorded check ((until_day is null) = (end_recorded_at is null))
);
create index deal_team_agency_id_deal_id_idx on deal_team (agency_id, deal_id);
create index deal_team_deal_id_idx on deal_team (deal_id);

create table deal_team_correction (
  id uuid primary key,
  deal_id uuid not null references deal,
  member_id uuid not null,
  agency_id uuid not null references agency,
  role text not null check (role in ('LEAD', 'SUPPORT', 'INFORMED')),
  from_day date not null,
  until_day date,
  recorded_at timestamptz(3) not null,
  end_recorded_at timestamptz(3),
  corrected_at timestamptz(3) not null,
  by_id uuid not null references "user",
  acl int[] not null default '{}'
);
create index deal_team_correction_agency_id_corrected_at_idx
  on deal_team_correction (agency_id, corrected_at);
create index deal_team_correction_deal_id_idx on deal_team_correction (deal_id);

create table need_to_know (
  id uuid primary key,
  deal_id uuid not null references deal,
  user_id uuid not null references "user",
  by_id uuid not null references "user",
  recorded_at timestamptz(3) not null,
  acl int[] not null default '{}',
  constraint need_to_know_user_once unique (deal_id, user_id)
);
create index need_to_know_user_id_idx on need_to_know (user_id);

create table handover (
  id uuid primary key,
  deal_id uuid not null references deal,
  from_agency_id uuid not null references agency,
  to_agency_id uuid not null references agency,
  "on" date not null,
  reason text not null check (length(reason) between 1 and 2000),
  by_id uuid not null references "user",
  recorded_at timestamptz(3) not null,
  acl int[] not null default '{}',
  constraint handover_changes_agency check (from_agency_id <> to_agency_id)
);
create index handover_deal_id_on_idx on handover (deal_id, "on");

create table handover_correction (
  id uuid primary key,
  deal_id uuid not null references deal,
  handover_id uuid not null unique references handover,
  replaced_by_id uuid unique references handover,
  by_id uuid not null references "user",
  recorded_at timestamptz(3) not null,
  acl int[] not null default '{}',
  constraint handover_not_replaced_by_itself check (replaced_by_id <> handover_id)
);
create index handover_correction_deal_id_idx on handover_correction (deal_id);

-- Moves of deals from stage to stage

create table transition (
  id uuid primary key,
  deal_id uuid not null references deal,
  ordinal int not null,
  from_stage text references deal_stage(code),
  to_stage text not null references deal_stage(code),
  effective_on date not null,
  recorded_at timestamptz(3) not null,
  by_id uuid not null references "user",
  override boolean not null default false,
  acl int[] not null default '{}',
  place numeric,
  constraint transition_deal_id_ordinal_key unique (deal_id, ordinal)
);
create index transition_effective_on_idx on transition (effective_on);
create index transition_recorded_at_idx on transition (recorded_at);

create table transition_text (
  transition_id uuid primary key references transition,
  deal_id uuid not null references deal,
  reason text not null check (length(reason) between 1 and 2000),
  acl int[] not null default '{}'
);
create index transition_text_deal_id_idx on transition_text (deal_id);

create table transition_correction (
  id uuid primary key,
  deal_id uuid not null references deal,
  transition_id uuid not null unique references transition,
  replaced_by_id uuid unique references transition,
  by_id uuid not null references "user",
  recorded_at timestamptz(3) not null,
  acl int[] not null default '{}',
  constraint transition_not_replaced_by_itself check (replaced_by_id <> transition_id)
);
create index transition_correction_deal_id_idx on transition_correction (deal_id);
create index transition_correction_recorded_at_idx on transition_correction (recorded_at);

-- Statements about the jobs of deals

create table job_projection (
  id uuid primary key,
  deal_id uuid not null references deal,
  kind text not null check (kind in ('DIRECT', 'INDIRECT', 'SAFEGUARDED', 'CONSTRUCTION')),
  horizon text not null check (horizon in ('INITIAL', 'MEDIUM_TERM', 'FULL')),
  target_year int check (target_year between 1900 and 2200),
  low int not null check (low >= 0),
  high int,
  standing text not null check (standing in ('RUMOURED', 'REPORTED', 'ANNOUNCED', 'CONTRACTED', 'REALISED')),
  stated_on date not null,
  recorded_at timestamptz(3) not null,
  replaces_id uuid,
  by_id uuid not null references "user",
  acl int[] not null default '{}',
  constraint job_projection_id_deal_id_key unique (id, deal_id),
  constraint replaced_once unique (replaces_id),
  constraint replaces_of_same_deal foreign key (replaces_id, deal_id) references job_projection(id, deal_id),
  constraint job_projection_check check (high >= low),
  constraint projection_not_replaced_by_itself check (replaces_id <> id)
);
create index job_projection_deal_id_kind_horizon_stated_on_recorded_at_idx
  on job_projection (deal_id, kind, horizon, stated_on desc, recorded_at desc);
create index job_projection_stated_on_idx on job_projection (stated_on);

create table job_projection_text (
  job_projection_id uuid primary key references job_projection,
  deal_id uuid not null references deal,
  wording text check (length(wording) between 1 and 2000),
  wording_language text check (wording_language in ('FR', 'NL', 'DE', 'EN')),
  source_kind text not null check (
    source_kind in ('COMPANY', 'PUBLIC_AUTHORITY', 'PRESS', 'PARTNER', 'OWN_AGENCY', 'UNNAMED', 'OTHER')
  ),
  source_name text check (length(source_name) between 1 and 300),
  source_published_on date,
  source_address text check (length(source_address) <= 2000),
  acl int[] not null default '{}',
  constraint wording_has_language check ((wording is null) = (wording_language is null))
);
create index job_projection_text_deal_id_idx on job_projection_text (deal_id);

-- Locations that compete for deals

create table location (
  id uuid primary key,
  deal_id uuid not null references deal,
  site_id uuid references site,
  town text check (length(town) between 1 and 200),
  country text check (country ~ '^[A-Z]{2}$'),
  standing text not null check (standing in ('CANDIDATE', 'SHORTLISTED', 'CHOSEN', 'REJECTED')),
  since date not null,
  acl int[] not null default '{}',
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null default 1,
  constraint our_site_or_a_town check (
    (site_id is null) <> (town is null) and (town is null) = (country is null)
  )
);
create index location_deal_id_idx on location (deal_id);
create unique index location_site_once on location (deal_id, site_id) where (site_id is not null);
create unique index location_town_once on location (deal_id, country, fold(town)) where (site_id is null);

create table location_history (
  id uuid primary key default gen_random_uuid(),
  location_id uuid not null references location,
  deal_id uuid not null references deal,
  ordinal int not null,
  standing text not null check (standing in ('CANDIDATE', 'SHORTLISTED', 'CHOSEN', 'REJECTED')),
  since date not null,
  recorded_at timestamptz(3) not null,
  by_id uuid references "user",
  acl int[] not null default '{}',
  constraint location_history_location_id_ordinal_key unique (location_id, ordinal)
);
create index location_history_deal_id_idx on location_history (deal_id);

-- Lost and landed deals

create table loss_reason (
  id uuid primary key,
  deal_id uuid not null references deal,
  rank int not null check (rank between 1 and 11),
  code text not null check (
    code in (
      'LABOUR_COST', 'LABOUR_RULES', 'SITE', 'INCENTIVES', 'MARKET', 'TAX', 'TIMING', 'POLITICS',
      'COMPANY_STRATEGY', 'NO_ANSWER', 'OTHER'
    )
  ),
  wording text check (length(wording) between 1 and 2000),
  source_kind text not null check (
    source_kind in ('COMPANY', 'PUBLIC_AUTHORITY', 'PRESS', 'PARTNER', 'OWN_AGENCY', 'UNNAMED', 'OTHER')
  ),
  source_name text check (length(source_name) between 1 and 300),
  source_published_on date,
  source_address text check (length(source_address) <= 2000),
  acl int[] not null default '{}',
  reopened_at timestamptz(3),
  constraint other_has_wording check (code <> 'OTHER' or wording is not null)
);
create unique index loss_reason_code_once on loss_reason (deal_id, code, reopened_at) nulls not distinct;
create unique index loss_reason_rank_once on loss_reason (deal_id, rank, reopened_at) nulls not distinct;

create table loss_destination (
  deal_id uuid not null references deal,
  town text check (length(town) between 1 and 200),
  country text check (country ~ '^[A-Z]{2}$'),
  unknown boolean not null default false,
  acl int[] not null default '{}',
  id uuid primary key,
  reopened_at timestamptz(3),
  constraint somewhere_or_unknown check (
    unknown = (country is null) and (town is null or country is not null)
  )
);
create unique index loss_destination_once on loss_destination (deal_id, reopened_at) nulls not distinct;

create table landing_verification (
  id uuid primary key,
  deal_id uuid not null references deal,
  by_id uuid not null references "user",
  recorded_at timestamptz(3) not null,
  note text check (length(note) between 1 and 2000),
  acl int[] not null default '{}'
);
create index landing_verification_deal_id_idx on landing_verification (deal_id);

-- Meetings

create table meeting (
  id uuid primary key,
  title text not null check (length(title) between 1 and 300),
  when_from date not null,
  when_to date not null,
  when_precision text not null check (
    when_precision in ('DAY', 'EARLY_MONTH', 'MID_MONTH', 'LATE_MONTH', 'MONTH', 'QUARTER', 'YEAR')
  ),
  starts_at timestamptz(3),
  ends_at timestamptz(3),
  place text check (length(place) between 1 and 300),
  status text not null check (status in ('PLANNED', 'HELD', 'CANCELLED')),
  host_agency_id uuid references agency,
  topics text[] not null default '{}',
  outcome text check (length(outcome) between 1 and 20000),
  cancel_reason text check (length(cancel_reason) between 1 and 2000),
  confidentiality text not null default 'INTERNAL' check (confidentiality in ('OPEN', 'INTERNAL')),
  entered_by_id uuid not null references agency,
  recorded_at timestamptz(3) not null,
  acl int[] not null default '{}',
  shared boolean not null default false,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null default 1,
  deal_count int not null default 0,
  constraint ends_after_start check (ends_at is null or starts_at is not null and ends_at >= starts_at),
  constraint exact_on_its_day check (starts_at is null or when_precision = 'DAY'),
  constraint outcome_requires_held check (outcome is null or status = 'HELD'),
  constraint reason_requires_cancelled check (cancel_reason is null or status = 'CANCELLED'),
  constraint starts_on_its_day check (
    starts_at is null or (starts_at at time zone 'Europe/Brussels')::date = when_from
  ),
  constraint when_in_order check (when_from <= when_to),
  constraint when_within_a_year check (when_to <= when_from + 366)
);
create index meeting_when_from_id_idx on meeting (when_from desc, id desc);
create index meeting_when_from_when_to_idx on meeting (when_from, when_to);

create table meeting_deal (
  meeting_id uuid not null references meeting,
  deal_id uuid not null references deal,
  acl int[] not null default '{}',
  held_range daterange,
  primary key (meeting_id, deal_id)
);
create index meeting_deal_deal_id_idx on meeting_deal (deal_id);

create table meeting_participant (
  id uuid primary key,
  meeting_id uuid not null references meeting,
  contact_id uuid references contact,
  user_id uuid references "user",
  description text check (length(description) between 1 and 300),
  prospect_id uuid references prospect,
  agency_id uuid references agency,
  decision_maker boolean not null default false,
  acl int[] not null default '{}',
  shared boolean not null default false,
  constraint contact_once unique (meeting_id, contact_id),
  constraint user_once unique (meeting_id, user_id),
  constraint participant_is_one_of_three check (num_nonnulls(contact_id, user_id, description) = 1),
  constraint organisation_of_the_unnamed check (
    description is not null or prospect_id is null and agency_id is null and not decision_maker
  )
);
create index meeting_participant_contact_id_idx on meeting_participant (contact_id);
create index meeting_participant_prospect_id_idx on meeting_participant (prospect_id);

-- Agreements

create table agreement (
  id uuid primary key,
  title text not null check (length(title) between 1 and 300),
  kind text not null check (
    kind in ('MOU', 'LETTER_OF_INTENT', 'PARTNERSHIP', 'LEASE', 'INCENTIVE', 'INVESTMENT_CONTRACT')
  ),
  standing text not null check (standing in ('DISCUSSED', 'DRAFT', 'SIGNED', 'ENDED')),
  signed_on date,
  place text check (length(place) between 1 and 300),
  amount numeric(20, 2) check (amount >= 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  ended_on date,
  embargo_until timestamptz(3),
  confidentiality text not null default 'INTERNAL' check (confidentiality in ('OPEN', 'INTERNAL')),
  entered_by_id uuid not null references agency,
  recorded_at timestamptz(3) not null,
  acl int[] not null default '{}',
  shared boolean not null default false,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null default 1,
  constraint amount_has_currency check ((amount is null) = (currency is null)),
  constraint ended_has_a_day check ((standing = 'ENDED') = (ended_on is not null)),
  constraint ends_after_signing check (ended_on >= signed_on),
  constraint signed_has_a_day check (standing <> 'SIGNED' or signed_on is not null),
  constraint unsigned_has_no_day check (standing in ('SIGNED', 'ENDED') or signed_on is null)
);
create index agreement_signed_on_id_idx on agreement (signed_on desc, id desc);

create table agreement_deal (
  agreement_id uuid not null references agreement,
  deal_id uuid not null references deal,
  acl int[] not null default '{}',
  primary key (agreement_id, deal_id)
);
create index agreement_deal_deal_id_idx on agreement_deal (deal_id);

create table agreement_party (
  id uuid primary key,
  agreement_id uuid not null references agreement,
  prospect_id uuid references prospect,
  agency_id uuid references agency,
  name text check (length(name) between 1 and 200),
  acl int[] not null default '{}',
  shared boolean not null default false,
  constraint agency_party_once unique (agreement_id, agency_id),
  constraint prospect_party_once unique (agreement_id, prospect_id),
  constraint one_party check (num_nonnulls(prospect_id, agency_id, name) = 1)
);
create index agreement_party_agreement_id_idx on agreement_party (agreement_id);
create unique index agreement_party_named_once
  on agreement_party (agreement_id, fold(name)) where (name is not null);
create index agreement_party_prospect_id_idx on agreement_party (prospect_id);

-- Claims and their grades

create table claim (
  id uuid primary key,
  deal_id uuid references deal,
  prospect_id uuid references prospect,
  agreement_id uuid references agreement,
  statement text not null check (length(statement) between 1 and 4000),
  wording text check (length(wording) between 1 and 4000),
  wording_language text check (wording_language in ('FR', 'NL', 'DE', 'EN')),
  stated_on date not null,
  recorded_at timestamptz(3) not null,
  by_id uuid not null references "user",
  source_kind text not null check (
    source_kind in ('COMPANY', 'PUBLIC_AUTHORITY', 'PRESS', 'PARTNER', 'OWN_AGENCY', 'UNNAMED', 'OTHER')
  ),
  source_name text check (length(source_name) between 1 and 300),
  source_published_on date,
  source_address text check (length(source_address) <= 2000),
  standing text not null check (standing in ('UNCONFIRMED', 'CONFIRMED', 'DENIED', 'RETRACTED')),
  reliability text not null check (reliability in ('A', 'B', 'C', 'D', 'E', 'F')),
  credibility int not null check (credibility between 1 and 6),
  disputes_id uuid references claim,
  embargo_until timestamptz(3),
  acl int[] not null default '{}',
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null default 1,
  constraint claim_not_disputed_by_itself check (disputes_id <> id),
  constraint one_subject check (num_nonnulls(deal_id, prospect_id, agreement_id) = 1),
  constraint wording_has_language check ((wording is null) = (wording_language is null))
);
create index claim_agreement_id_idx on claim (agreement_id);
create index claim_deal_id_stated_on_idx on claim (deal_id, stated_on desc);
create index claim_disputes_id_idx on claim (disputes_id);
create index claim_prospect_id_idx on claim (prospect_id);
create index claim_stated_on_id_idx on claim (stated_on desc, id desc);

create table claim_grading (
  id uuid primary key,
  claim_id uuid not null references claim,
  ordinal int not null,
  standing text not null check (standing in ('UNCONFIRMED', 'CONFIRMED', 'DENIED', 'RETRACTED')),
  reliability text not null check (reliability in ('A', 'B', 'C', 'D', 'E', 'F')),
  credibility int not null check (credibility between 1 and 6),
  graded_on date not null,
  recorded_at timestamptz(3) not null,
  reason text check (length(reason) between 1 and 2000),
  by_id uuid not null references "user",
  replaces_id uuid references claim_grading,
  acl int[] not null default '{}',
  constraint claim_grading_claim_id_ordinal_key unique (claim_id, ordinal),
  constraint grading_replaced_once unique (replaces_id),
  constraint regrading_has_reason check (ordinal = 1 or reason is not null)
);
create index claim_grading_graded_on_idx on claim_grading (graded_on);

-- Tasks

create table task (
  id uuid primary key,
  title text not null check (length(title) between 1 and 300),
  details text check (length(details) between 1 and 4000),
  deal_id uuid references deal,
  meeting_id uuid references meeting,
  assignee_id uuid not null references "user",
  due_on date not null,
  completed_on date,
  completed_by_id uuid references "user",
  entered_by_id uuid not null references agency,
  acl int[] not null default '{}',
  shared boolean not null default false,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null default 1,
  constraint completion_has_user check ((completed_on is null) = (completed_by_id is null))
);
create index task_assignee_id_due_on_idx on task (assignee_id, due_on);
create index task_deal_id_due_on_idx on task (deal_id, due_on);
create index task_meeting_id_idx on task (meeting_id);

-- Issued weekly summaries

create table weekly_summary (
  id uuid primary key,
  agency_id uuid not null references agency,
  week text not null check (week ~ '^[0-9]{4}-W[0-9]{2}$'),
  monday date not null,
  revision int not null check (revision >= 1),
  issued_at timestamptz(3) not null,
  issued_by_id uuid not null references "user",
  reason text check (length(reason) between 1 and 2000),
  sha256 text not null,
  constraint weekly_summary_agency_id_week_revision_key unique (agency_id, week, revision),
  constraint monday_matches_week check (
    extract(isodow from monday) = 1
    and week = (
      (lpad(extract(isoyear from monday)::integer::text, 4, '0') || '-W') || lpad(
        extract(week from monday)::integer::text, 2, '0'
      )
    )
  ),
  constraint revision_has_reason check (revision = 1 or reason is not null),
  constraint week_has_begun check ((issued_at at time zone 'Europe/Brussels')::date >= monday)
);
create index weekly_summary_agency_id_monday_revision_idx
  on weekly_summary (agency_id, monday desc, revision desc);

create table weekly_deal (
  summary_id uuid not null,
  part text not null check (part in ('week', 'before')),
  deal_id uuid not null,
  reference text not null,
  code_name text not null,
  was text,
  low_was int,
  high_was int,
  realised_was int,
  opening boolean not null,
  stage text,
  low int,
  high int,
  realised int,
  closing boolean not null,
  way_in text,
  way_out text,
  direction text,
  probability_was int,
  probability int,
  capex_low numeric(20, 2),
  capex_high numeric(20, 2),
  capex_currency text,
  past jsonb not null,
  acl int[] not null default '{}',
  primary key (summary_id, deal_id, part)
);

create table weekly_deal_text (
  summary_id uuid not null,
  deal_id uuid not null,
  title text not null,
  prospect text,
  acl int[] not null default '{}',
  primary key (summary_id, deal_id)
);

create table weekly_deal_acl (
  summary_id uuid not null,
  deal_id uuid not null,
  masked_acl int[] not null,
  full_acl int[] not null,
  primary key (summary_id, deal_id)
);

create table weekly_line (
  summary_id uuid not null,
  ordinal int not null,
  kind text not null,
  source_id uuid not null,
  deal_ids uuid[] not null,
  words boolean not null,
  acl int[],
  body jsonb not null,
  primary key (summary_id, ordinal)
);

-- Search

create table search_entry (
  place text not null check (
    place in ('prospect', 'contact', 'deal', 'deal_identity', 'meeting', 'agreement', 'claim')
  ),
  subject_id uuid not null,
  words tsvector not null,
  size int not null,
  primary key (place, subject_id)
);
create index search_entry_order on search_entry ((size::bigint), subject_id desc);
create index search_entry_words on search_entry using gin (words);

-- Calendar feeds

create table calendar_feed (
  id uuid primary key,
  user_id uuid not null references "user",
  name text check (length(name) between 1 and 200),
  created_at timestamptz(3) not null,
  revoked_at timestamptz(3)
);
create index calendar_feed_user_id_idx on calendar_feed (user_id);

create table calendar_feed_secret (
  feed_id uuid primary key references calendar_feed,
  token_hash bytea not null unique
);

-- Mail: schedules, batches, recipients, deliveries

create table mail_schedule (
  id uuid primary key,
  agency_id uuid not null unique references agency,
  weekday int not null check (weekday between 1 and 7),
  hour int not null check (hour between 0 and 23),
  ordered_by_id uuid references "user",
  ordered_at timestamptz(3),
  constraint order_has_user_and_instant check ((ordered_by_id is null) = (ordered_at is null))
);

create table mail_batch (
  agency_id uuid not null references agency,
  monday date not null,
  summary_id uuid not null,
  ordered_by_id uuid not null references "user",
  made_at timestamptz(3) not null,
  primary key (agency_id, monday)
);
create index mail_batch_summary_id_idx on mail_batch (summary_id);

create table recipient (
  id uuid primary key,
  agency_id uuid not null references agency,
  user_id uuid not null references "user",
  created_at timestamptz(3) not null,
  removed_at timestamptz(3)
);
create unique index recipient_agency_id_user_id_idx
  on recipient (agency_id, user_id) where (removed_at is null);
create index recipient_user_id_idx on recipient (user_id);

create table delivery (
  id uuid primary key,
  summary_id uuid not null,
  user_id uuid not null references "user",
  message_id text not null unique,
  status text not null default 'WAITING' check (status in ('WAITING', 'SENT', 'GIVEN_UP', 'WITHDRAWN')),
  attempts int not null default 0,
  next_attempt_at timestamptz(3) not null,
  error text check (length(error) <= 500),
  created_at timestamptz(3) not null,
  settled_at timestamptz(3),
  claim bytea unique,
  claimed_until timestamptz(3),
  constraint delivery_summary_id_user_id_key unique (summary_id, user_id),
  constraint settled_or_waiting check ((status = 'WAITING') = (settled_at is null))
);
create index delivery_next_attempt_at_idx on delivery (next_attempt_at) where (status = 'WAITING');
create index delivery_user_id_idx on delivery (user_id);

-- Exports and saved questions

create table export (
  id uuid primary key,
  user_id uuid not null references "user",
  list text not null check (list ~ '^[a-zA-Z]+$'),
  form text not null check (form in ('CSV', 'XLSX', 'NDJSON', 'JSON')),
  language text not null check (language in ('FR', 'NL', 'DE', 'EN')),
  question jsonb,
  asked_at timestamptz(3) not null,
  status text not null default 'RUNNING' check (status in ('RUNNING', 'DONE', 'BROKEN_OFF')),
  row_count int not null default 0 check (row_count >= 0),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  ended_at timestamptz(3),
  kept_until timestamptz(3),
  constraint completed_export_has_hash check ((status = 'DONE') = (sha256 is not null)),
  constraint ended_or_running check ((status = 'RUNNING') = (ended_at is null))
);
create index export_kept_until_idx on export (kept_until);
create index export_user_id_idx on export (user_id);

create table export_part (
  export_id uuid not null references export,
  position int not null,
  content bytea not null,
  words int[] not null,
  primary key (export_id, "position")
);
alter table export_part alter column content set storage external;
create index export_part_words_idx on export_part using gin (words);

create table export_row (
  export_id uuid not null references export,
  type text not null check (type ~ '^[a-zA-Z]+$'),
  ids uuid[] not null
);
create index export_row_export_id_idx on export_row (export_id);
create index export_row_type_idx on export_row (type);

create table saved_question (
  id uuid primary key,
  owner_id uuid not null references "user",
  agency_id uuid not null references agency,
  name text not null check (length(name) between 1 and 200),
  shared boolean not null,
  question jsonb not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null default 1
);
create index saved_question_agency_id_idx on saved_question (agency_id);
create index saved_question_owner_id_idx on saved_question (owner_id);

-- Hash of the SQL definitions that were applied

create table definition_state (hash text primary key, applied_at timestamptz(3) not null default now());

-- Rows that every database starts with

insert into context_signing_key
select decode(replace(concat(gen_random_uuid(), gen_random_uuid()), '-', ''), 'hex');

-- One chain of hashes per lane, so that transactions seldom wait for each other. audit_lane_start() in
-- src/write/audit/ computes the same hash.
insert into audit_head
select lane, 0, sha256(convert_to('lane ' || lane, 'UTF8'))
from generate_series(1, 16) lane;
