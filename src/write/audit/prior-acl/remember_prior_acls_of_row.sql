create or replace function remember_prior_acls_of_row() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform remember_prior_acls(tg_argv[0], old.id, subject_acls(tg_argv[0], old.id));
  return new;
end $$;

comment on function remember_prior_acls_of_row() is
  'Stores the access keys that a claim, an agreement or an employment had before its key, its embargo, the circle of it or whether it shows the contact changed. The argument is the type in the API. Security definer: the service cannot write prior_acl.';

create trigger remember_prior_acls_of_row
  before update of acl, embargo_until, embargo_circle, embargo_user_ids, embargo_acl on agreement for each row
  execute function remember_prior_acls_of_row('Agreement');

create trigger remember_prior_acls_of_row
  before update of acl, embargo_until, embargo_circle, embargo_user_ids, embargo_acl on claim for each row
  execute function remember_prior_acls_of_row('Claim');

create trigger remember_prior_acls_of_row
  before update of acl, shows_contact on employment for each row
  execute function remember_prior_acls_of_row('Employment');
