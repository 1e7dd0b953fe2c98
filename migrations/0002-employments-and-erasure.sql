-- Erasure requests to other agencies, chosen mentions, and redacted summaries. Irreversible: restore a backup.

alter table erasure_mention
  add column place text,
  add column mention uuid,
  add column changeable boolean not null default false,
  add column chosen boolean not null default false,
  add column by_id uuid references "user",
  add column recorded_at timestamptz(3) not null default now();

create table erasure_request (
  id uuid primary key,
  contact_id uuid not null references contact,
  agency_id uuid not null references agency,
  by_agency_id uuid not null references agency,
  identifiers text[],
  acl int[] not null,
  reason text check (length(reason) between 1 and 2000),
  answered_at timestamptz(3),
  answered_by_id uuid references "user",
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null default 1,
  constraint answered_whole check (
    (answered_at is null) = (answered_by_id is null) and (answered_at is null) = (identifiers is not null)
  )
);
create index erasure_request_agency_id_idx on erasure_request (agency_id);

alter table weekly_summary
  add column redacted_at timestamptz(3),
  add column redacted_sha256 text check (redacted_sha256 ~ '^[0-9a-f]{64}$'),
  add constraint redacted_with_digest check ((redacted_at is null) = (redacted_sha256 is null));

-- Sites belong to the agency that entered them: that of the user who created them, otherwise the agency that
-- leads a deal there, otherwise the oldest agency.

alter table site add column entered_by_id uuid references agency;
update site s
set
  entered_by_id = coalesce(
    (
      select u.agency_id
      from audit_entry e join "user" u on u.id = e.user_id
      where e.subject_type = 'Site' and e.subject_id = s.id and e.verb = 'createSite'
      order by e.at
      limit 1
    ),
    (
      select d.lead_agency_id
      from location l join deal d on d.id = l.deal_id
      where l.site_id = s.id
      order by l.created_at, l.id
      limit 1
    ),
    (select a.id from agency a order by a.serial limit 1)
  );
alter table site alter column entered_by_id set not null;
create index site_entered_by_id_idx on site (entered_by_id);

-- Employments: where a contact works or worked, with job title, e-mail addresses and telephone numbers, which
-- leave the contact. Numbers lose their spaces (E.164), unless they were not numbers.

alter table agency add column country text not null default 'BE' check (country ~ '^[A-Z]{2}$');

create table employment (
  id uuid primary key,
  contact_id uuid not null references contact,
  prospect_id uuid references prospect,
  agency_id uuid references agency,
  job_title text check (length(job_title) between 1 and 200),
  emails text[] not null default '{}',
  phones text[] not null default '{}',
  from_from date,
  from_to date,
  from_precision text check (
    from_precision in ('DAY', 'EARLY_MONTH', 'MID_MONTH', 'LATE_MONTH', 'MONTH', 'QUARTER', 'YEAR')
  ),
  until_from date,
  until_to date,
  until_precision text check (
    until_precision in ('DAY', 'EARLY_MONTH', 'MID_MONTH', 'LATE_MONTH', 'MONTH', 'QUARTER', 'YEAR')
  ),
  shows_contact boolean not null default true,
  is_main boolean not null default false,
  acl int[] not null default '{}',
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null default 1,
  constraint employment_belongs_once check (prospect_id is null or agency_id is null),
  constraint from_whole check (
    num_nulls(from_from, from_to, from_precision) in (0, 3) and from_from <= from_to
  ),
  constraint until_whole check (
    num_nulls(until_from, until_to, until_precision) in (0, 3) and until_from <= until_to
  ),
  constraint employment_in_order check (from_from <= until_to)
);
create index employment_contact_id_idx on employment (contact_id);
create index employment_prospect_id_idx on employment (prospect_id);
create index employment_agency_id_idx on employment (agency_id);
create unique index employment_main_once on employment (contact_id) where is_main;

alter table contact add column public_figure boolean not null default false;

insert into employment (
  id, contact_id, prospect_id, agency_id, job_title, emails, phones, is_main, acl, created_at, updated_at
)
select
  gen_random_uuid(), c.id, c.prospect_id, c.agency_id, c.job_title, c.emails,
  array(
    select case when p ~ '^\+[1-9](?: ?\d){5,14}$' then replace(p, ' ', '') else p end
    from unnest(c.phones) with ordinality u (p, n)
    order by n
  ),
  true,
  case
    when c.prospect_id is not null then c.acl
    when c.agency_id is not null then array[0]
    else array[16 + 4 * a.serial]
  end,
  c.created_at, c.updated_at
from contact c join agency a on a.id = c.entered_by_id
where num_nonnulls(c.prospect_id, c.agency_id, c.job_title) > 0 or c.emails <> '{}' or c.phones <> '{}';

update contact c
set
  job_title = null,
  acl = case when c.prospect_id is null and c.agency_id is null then array[16 + 4 * a.serial] else c.acl end
from agency a
where a.id = c.entered_by_id;

alter table contact
  drop column prospect_id cascade,
  drop column agency_id cascade,
  drop column emails cascade,
  drop column phones cascade,
  add constraint erased_is_empty check (erased_at is null or job_title is null and language is null);

-- The organisation and job title of a participant on the day of the meeting.

alter table meeting_participant add column employment_id uuid references employment;
create index meeting_participant_employment_id_idx on meeting_participant (employment_id);
create table meeting_participant_text (
  participant_id uuid primary key references meeting_participant on delete cascade,
  job_title text not null check (length(job_title) between 1 and 200)
);
update meeting_participant p set employment_id = e.id from employment e where e.contact_id = p.contact_id;
insert into meeting_participant_text
select p.id, e.job_title
from meeting_participant p join employment e on e.id = p.employment_id
where e.job_title is not null;

-- A contact is also found by its employments. Its entries are made anew (search/index/rebuild_missing_entries.sql).

alter table search_entry add column row_id uuid, drop constraint search_entry_place_check;
delete from search_entry where place = 'contact';
update search_entry set row_id = subject_id;
alter table search_entry
  alter column row_id set not null,
  drop constraint search_entry_pkey,
  add constraint search_entry_pkey primary key (place, row_id),
  add constraint search_entry_place_check check (
    place in ('prospect', 'contact', 'employment', 'deal', 'deal_identity', 'meeting', 'agreement', 'claim')
  );
