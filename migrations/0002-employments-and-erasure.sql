-- Erasure requests to other agencies, chosen mentions, and redacted summaries. Irreversible: restore a backup.

alter table erasure_mention
  add column place text,
  add column mention uuid,
  add column changeable boolean not null default false,
  add column chosen boolean not null default false,
  add column by_id uuid references "user",
  add column recorded_at timestamptz not null default now();

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
