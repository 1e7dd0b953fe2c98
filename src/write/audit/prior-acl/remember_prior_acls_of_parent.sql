create or replace function remember_prior_acls_of_parent() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  parent_id constant uuid := to_jsonb(case tg_op when 'INSERT' then new else old end) ->> tg_argv[1];
begin
  -- In the order of every change of its access: the row first.
  execute format('select from %I where id = $1 for no key update', lower(tg_argv[0])) using parent_id;
  perform remember_prior_acls(tg_argv[0], parent_id, subject_acls(tg_argv[0], parent_id));
  return case tg_op when 'DELETE' then old else new end;
end $$;

comment on function remember_prior_acls_of_parent() is
  'Stores the access keys that a meeting or an agreement had before it gained or lost a deal, or the key of one of its deals changed. The arguments are the type in the API and the column of its id. Security definer: the service cannot write prior_acl.';

create trigger remember_prior_acls_of_parent
  before insert or delete or update of acl on meeting_deal for each row
  execute function remember_prior_acls_of_parent('Meeting', 'meeting_id');

create trigger remember_prior_acls_of_parent
  before insert or delete or update of acl on agreement_deal for each row
  execute function remember_prior_acls_of_parent('Agreement', 'agreement_id');
