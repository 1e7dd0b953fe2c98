create or replace function remember_prior_acl() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform remember_prior_acls(initcap(tg_table_name), old.id, array[translate(to_jsonb(old) ->> tg_argv[0], '[] ', '{}')]);
  return null;
end $$;

comment on function remember_prior_acl() is
  'Stores the access key that a row had before it changed; the argument is the column of the key. Security definer: the service cannot write prior_acl.';

create trigger remember_prior_acl
  after update on deal for each row when (old.full_acl is distinct from new.full_acl)
  execute function remember_prior_acl('full_acl');

create trigger remember_prior_acl
  after update on location for each row when (old.acl is distinct from new.acl)
  execute function remember_prior_acl('acl');

create trigger remember_prior_acl
  after update on prospect for each row when (old.acl is distinct from new.acl)
  execute function remember_prior_acl('acl');

create trigger remember_prior_acl
  after update on contact for each row when (old.acl is distinct from new.acl)
  execute function remember_prior_acl('acl');

create trigger remember_prior_acl
  after update on meeting for each row when (old.acl is distinct from new.acl)
  execute function remember_prior_acl('acl');

create trigger remember_prior_acl
  after update on task for each row when (old.acl is distinct from new.acl)
  execute function remember_prior_acl('acl');
