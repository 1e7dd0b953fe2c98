create or replace function prior_acls_of(subject_type text, subject_id uuid) returns text[]
language sql stable security definer set search_path = public, pg_temp as $$
  select p.acls
  from prior_acl p
  where p.subject_type = prior_acls_of.subject_type
    and p.subject_id = prior_acls_of.subject_id
    and p.changed_in = pg_current_xact_id_if_assigned()
$$;

comment on function prior_acls_of(text, uuid) is
  'Returns the access keys that a row had when the transaction began, by its type in the API and its id; null if this transaction has not changed them. Not granted to the service: triggers call it.';
