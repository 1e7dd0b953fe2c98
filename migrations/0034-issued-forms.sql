-- The files of issued summaries as they went out. A file is stored when it is first downloaded or mailed, and every later
-- download gives the same bytes, whatever version of the service renders it.
create table issued_form (
  id uuid primary key,
  summary_id uuid not null references weekly_summary,
  format text not null,
  language text,
  variant text not null,
  view_digest text not null check (view_digest ~ '^[0-9a-f]{64}$'),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  deal_names text[] not null,
  stored_at timestamptz(3) not null default now(),
  content bytea,
  redacted_at timestamptz(3),
  constraint content_unless_redacted check ((content is null) = (redacted_at is not null))
);
create unique index issued_form_served_key
  on issued_form (summary_id, view_digest, format, language, variant) nulls not distinct
  where content is not null;
create index issued_form_sha256_idx on issued_form (sha256);

-- How often files of a summary lost a name, so that a file rendered before is not stored after it.
alter table weekly_summary add column forms_redacted int not null default 0;
