-- Who could see the subject of an audit entry when the entry was written. Unknown for the entries so far: they stay
-- with the user who wrote them.
alter table audit_entry add column acls text[];

create table prior_acl (subject_id uuid primary key, changed_in xid8 not null, acls text[] not null);

create index audit_entry_user_id_at_idx on audit_entry (user_id, at);
