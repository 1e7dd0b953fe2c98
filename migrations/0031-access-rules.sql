-- A link that an ADMIN had made may have been used by them. Whether a second person has approved it is apart from that: an
-- approved password outlives a raise, and not a move to another agency.
alter table credential add column approved boolean not null default false;

alter table credential add constraint approved_is_handed_over check (handed_over or not approved);

-- Marks of a transaction, apart from prior_acl: a writer chooses the ids of rows, and so could set a mark there.
create table transaction_mark (
  kind text not null check (kind in ('PAST_INSTANTS', 'ACCEPTANCE')),
  subject_id uuid not null,
  marked_in xid8 not null,
  primary key (kind, subject_id)
);

-- For the same reason, the keys that a row had are stored by its type too. A row of an earlier transaction has no effect.
delete from prior_acl;

alter table prior_acl
  add column subject_type text not null,
  drop constraint prior_acl_pkey,
  add primary key (subject_type, subject_id);
