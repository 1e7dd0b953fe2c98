create or replace function digest_audit_entry() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  side jsonb[];
begin
  if tg_op = 'INSERT' then new.at := clock_timestamp(); end if;
  new.erased := false;
  new.salts := '{}';
  new.digests := '{}';
  if new.before is not null then
    side := salted_digests(new.before);
    new.salts := jsonb_build_object('before', side[1]);
    new.digests := jsonb_build_object('before', side[2]);
  end if;
  if new.after is not null then
    side := salted_digests(new.after);
    new.salts := new.salts || jsonb_build_object('after', side[1]);
    new.digests := new.digests || jsonb_build_object('after', side[2]);
  end if;
  return new;
end $$;

create trigger digest_audit_entry
  before insert on audit_entry for each row execute function digest_audit_entry();
