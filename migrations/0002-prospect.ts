import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Who is courted, who is met, and what land is on offer. */
export class Prospect0002 implements MigrationInterface {
  name = 'Prospect1795219200002'

  async up(db: QueryRunner): Promise<void> {
    await db.query(prospectSql)
    await db.query(contactSql)
    await db.query(siteSql)
  }

  async down(): Promise<void> {
    throw new Error('Prospects are not taken away: restore a backup instead.')
  }
}

/** A prospect is seen by whoever has full access to one of its deals; without a deal by the agency that entered it, or by all if it is OPEN. */
const prospectSql = `
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
  revenue_amount numeric(20,2) check (revenue_amount >= 0),
  revenue_currency text check (revenue_currency ~ '^[A-Z]{3}$'),
  revenue_as_of date,
  website text check (length(website) <= 2000),
  enterprise_number text check (length(enterprise_number) <= 40),
  lei text check (lei ~ '^[A-Z0-9]{18}[0-9]{2}$'),
  confidentiality text not null default 'INTERNAL' check (confidentiality in ('OPEN','INTERNAL')),
  entered_by_id uuid not null references agency,
  archived_at timestamptz(3),
  access int[] not null default '{}',
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null default 1,
  constraint revenue_has_currency check ((revenue_amount is null) = (revenue_currency is null))
);
create index on prospect (updated_at desc, id desc);
create index on prospect (fold(name), id);
call protect('prospect', 'access &&& (select viewer_tokens())');
revoke update on prospect from ancrage_service;
grant update (name, aliases, legal_name, country, city, sector, headcount, headcount_as_of, revenue_amount, revenue_currency,
  revenue_as_of, website, enterprise_number, lei, confidentiality, archived_at, updated_at, version) on prospect to ancrage_service;

create function free_access(confidentiality text, entered_by uuid) returns int[]
language sql stable security definer set search_path = public, pg_temp as $$
  select case when confidentiality = 'OPEN' then array[0]
         else array(select agency_token(serial, 0) from agency where id = entered_by) end
$$;

create function prospect_sets_access() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.access := free_access(new.confidentiality, new.entered_by_id);
  return new;
end $$;
create trigger prospect_sets_access before insert on prospect for each row execute function prospect_sets_access();

create table stake (
  id uuid primary key,
  holder_id uuid not null references prospect,
  held_id uuid not null references prospect,
  percent numeric(5,2) not null check (percent > 0 and percent <= 100),
  since date,
  ended_on date,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null default 1,
  constraint stake_in_another check (holder_id <> held_id),
  constraint stake_once unique (holder_id, held_id),
  constraint stake_ends_after_start check (ended_on >= since)
);
create index on stake (held_id);
-- A stake names two prospects: it is seen by whoever sees both.
call protect('stake', 'exists (select 1 from prospect p where p.id = holder_id) and exists (select 1 from prospect p where p.id = held_id)');
revoke update on stake from ancrage_service;
grant update (percent, since, ended_on, updated_at, version) on stake to ancrage_service;

-- What is held in one company is 100 % at most, stakes that the writer may not see included.
create function stakes_are_a_whole() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from prospect where id = new.held_id for no key update;
  if (select sum(percent) from stake where held_id = new.held_id and ended_on is null) > 100 then
    raise exception 'more than 100 %% of a company is held' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger stakes_are_a_whole after insert or update of percent, ended_on on stake
  for each row execute function stakes_are_a_whole();
`

const contactSql = `
create table contact (
  id uuid primary key,
  name text check (length(name) between 1 and 200),
  job_title text check (length(job_title) between 1 and 200),
  prospect_id uuid references prospect,
  agency_id uuid references agency,
  emails text[] not null default '{}',
  phones text[] not null default '{}',
  language text check (language in ('FR','NL','DE','EN')),
  decision_maker boolean not null default false,
  lawful_basis text check (lawful_basis in ('CONSENT','CONTRACT','LEGAL_OBLIGATION','PUBLIC_TASK','LEGITIMATE_INTEREST')),
  erased_at timestamptz(3),
  entered_by_id uuid not null references agency,
  access int[] not null default '{}',
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null default 1,
  constraint contact_belongs_once check (prospect_id is null or agency_id is null),
  constraint contact_named_or_erased check ((name is null) = (erased_at is not null)),
  constraint erased_is_empty check (erased_at is null or
    (job_title is null and emails = '{}' and phones = '{}' and language is null))
);
create index on contact (prospect_id);
create index on contact (agency_id);
create index on contact (fold(name), id);
call protect('contact', 'access &&& (select viewer_tokens())');
revoke update on contact from ancrage_service;
grant update (name, job_title, prospect_id, agency_id, emails, phones, language, decision_maker, lawful_basis, erased_at,
  updated_at, version) on contact to ancrage_service;

-- locked, so that a change of the prospect's key meanwhile finds the contact
create function contact_sets_access() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.access := case when new.prospect_id is null then array[0]
                     else (select access from prospect where id = new.prospect_id for share) end;
  return new;
end $$;
create trigger contact_sets_access before insert or update of prospect_id on contact
  for each row execute function contact_sets_access();

create function contacts_follow_prospect() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update contact set access = new.access where prospect_id = new.id;
  return null;
end $$;
create trigger contacts_follow_prospect after update of access on prospect
  for each row when (old.access is distinct from new.access) execute function contacts_follow_prospect();
`

const siteSql = `
create table site (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  kind text not null check (kind in ('GREENFIELD','BROWNFIELD','BUILDING','BUSINESS_PARK')),
  municipality text check (length(municipality) between 1 and 200),
  nuts3 text check (nuts3 ~ '^[A-Z]{2}[A-Z0-9]{3}$'),
  area_low numeric(12,2) check (area_low >= 0),
  area_high numeric(12,2),
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null default 1,
  constraint area_in_order check (area_high is null or (area_low is not null and area_high >= area_low)),
  constraint coordinates_whole check ((latitude is null) = (longitude is null))
);
create index on site (fold(name), id);
call protect('site', '(select viewer_id()) is not null');
`
