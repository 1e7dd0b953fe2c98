create or replace function redact_audit_entry(entry_id uuid, name_pattern text) returns uuid
language plpgsql set search_path = public, pg_temp as $$
declare
  entry audit_entry;
  before_keys text[];
  after_keys text[];
begin
  select * into entry from audit_entry e where e.id = entry_id;
  before_keys := array(
    select f.key from jsonb_each(entry.before) f
     where exists (select from json_texts(f.value) v where fold(v) ~ name_pattern));
  after_keys := array(
    select f.key from jsonb_each(entry.after) f
     where exists (select from json_texts(f.value) v where fold(v) ~ name_pattern));
  if before_keys || after_keys = '{}' then return null; end if;
  perform clear_audit_values(entry, before_keys, after_keys);
  return entry_id;
end $$;

comment on function redact_audit_entry(uuid, text) is
  'Clears the fields of an audit entry whose values name a person, and returns the entry; null if none does. Keys do not count. Not granted to the service: redact_mention() calls it.';
