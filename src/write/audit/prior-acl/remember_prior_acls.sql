create or replace function remember_prior_acls(subject_type text, subject_id uuid, acls text[]) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into prior_acl (subject_type, subject_id, changed_in, acls)
  select
    remember_prior_acls.subject_type, remember_prior_acls.subject_id, pg_current_xact_id(),
    remember_prior_acls.acls
  where remember_prior_acls.acls is not null
  on conflict on constraint prior_acl_pkey do update
  set changed_in = excluded.changed_in, acls = excluded.acls
  where prior_acl.changed_in <> excluded.changed_in
$$;

comment on function remember_prior_acls(text, uuid, text[]) is
  'Stores the access keys that a row had when the transaction began. Later changes in the same transaction leave them. Null keys (of an unknown row) store nothing. Not granted to the service: triggers call it.';
