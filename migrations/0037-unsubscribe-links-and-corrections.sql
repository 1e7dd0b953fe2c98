-- Links at the end of a mail, by which its recipient ends the mails without signing in. Only the hash is stored.
create table unsubscribe_link (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  recipient_id uuid not null references recipient,
  created_at timestamptz(3) not null default now()
);
create index unsubscribe_link_recipient_id_idx on unsubscribe_link (recipient_id);

-- The last revision that was sent as a correction. Revisions from before corrections were sent are not sent now.
alter table mail_batch add column corrected_by_id uuid;

update mail_batch b
set corrected_by_id = s.id
from weekly_summary s
where s.agency_id = b.agency_id
  and s.monday = b.monday
  and s.id <> b.summary_id
  and s.revision = (
    select max(l.revision) from weekly_summary l where l.agency_id = b.agency_id and l.monday = b.monday
  );
