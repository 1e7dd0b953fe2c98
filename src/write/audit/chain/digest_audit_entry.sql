create or replace function digest_audit_entry() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  salted jsonb[];
begin
  if tg_op = 'INSERT' then
    new.at := clock_timestamp();
  end if;
  new.acls := coalesce(account_acls(new), subject_acls(new.subject_type, new.subject_id));
  if new.acls is not null and new.before is not null then
    new.acls := array(
      select unnest(new.acls)
      union
      select unnest(prior_acls_of(new.subject_type, new.subject_id))
      order by 1);
  end if;
  new.erased := false;
  new.salts := '{}';
  new.digests := '{}';
  if new.before is not null then
    salted := salted_digests(new.before);
    new.salts := jsonb_build_object('before', salted[1]);
    new.digests := jsonb_build_object('before', salted[2]);
  end if;
  if new.after is not null then
    salted := salted_digests(new.after);
    new.salts := new.salts || jsonb_build_object('after', salted[1]);
    new.digests := new.digests || jsonb_build_object('after', salted[2]);
  end if;
  return new;
end $$;

comment on function digest_audit_entry() is
  'Sets the instant, access keys, salts and digests of a new audit entry, whatever the writer sent for them. Security definer: the writer may not see the subject any more.';

create trigger digest_audit_entry
  before insert on audit_entry for each row execute function digest_audit_entry();
