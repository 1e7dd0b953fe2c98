-- Who could see the subject of an audit entry when the entry was written. Unknown for the entries so far: they stay
-- with the user who wrote them.
alter table audit_entry add column acls text[];

create table prior_acl (subject_id uuid primary key, changed_in xid8 not null, acls text[] not null);

create index audit_entry_user_id_at_idx on audit_entry (user_id, at);

-- Attempts to reach what is hidden, folded by hour; entry_id: the audit entry of the first, null if nothing was hidden.
create table refused_read (
  user_id uuid not null references "user",
  subject_type text not null,
  subject_id uuid not null,
  operation text not null,
  hour timestamptz(3) not null,
  entry_id uuid,
  count int not null,
  last_at timestamptz(3) not null,
  primary key (user_id, subject_type, subject_id, operation, hour)
);
create index refused_read_entry_id_idx on refused_read (entry_id);

create table deal_read (
  id uuid primary key,
  deal_id uuid not null references deal,
  user_id uuid not null references "user",
  way text not null check (way in ('GRAPHQL', 'EXPORT', 'DOCUMENT', 'MAIL', 'CALENDAR', 'SQL')),
  hour timestamptz(3) not null,
  first_at timestamptz(3) not null,
  masked boolean not null,
  unique (deal_id, user_id, way, hour)
);
create index deal_read_user_id_way_hour_idx on deal_read (user_id, way, hour);

-- Rows that a saved question names: a list of lists of ids, one for each text of the question.
alter table saved_question add column subjects jsonb not null default '[]';
