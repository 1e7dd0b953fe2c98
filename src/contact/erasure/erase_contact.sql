create or replace function erase_contact(asked uuid, redact boolean) returns uuid[]
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  kept constant text[] := '{id,createdAt,updatedAt,version,decisionMaker,prospectId,agencyId,enteredById,erasedAt}';
  written text := fold(contact_name_pattern(asked, true));
  listed text := fold(contact_name_pattern(asked, false));
  asker "user";
  e audit_entry;
  keys text[];
  more text[];
  emptied uuid[] := '{}';
begin
  select * into asker from "user" where id = viewer_id();
  if not exists (select 1 from contact where id = asked and erased_at is null and acl &&& viewer_acl_tokens())
     or not coalesce(asker.role = 'HEAD' or asker.role = 'OFFICER' and not redact, false) then
    raise exception 'may not erase' using errcode = 'insufficient_privilege';
  end if;
  insert into erasure_mention (id, contact_id, subject_type, subject_id, field, redacted)
  select new_uuid_v7(), asked, m.subject_type, m.subject_id, m.field, redact from (select distinct subject_type, subject_id, field from mentions_of_contact(asked)) m;
  if redact then perform redact_mentions(asked); end if;
  for e in select * from audit_entry where subject_type = 'Contact' and subject_id = asked or redact and fold(concat(before, after)) ~ written loop
    keys := array(select key from jsonb_each(e.before) v where case when e.subject_id = asked then key <> all(kept) else fold(value #>> '{}') ~ written end);
    more := array(select key from jsonb_each(e.after) v where case when e.subject_id = asked then key <> all(kept) else fold(value #>> '{}') ~ written end);
    if keys || more <> '{}' then
      perform clear_audit_values(e, keys, more);
      emptied := emptied || e.id;
    end if;
  end loop;
  update idempotency_key set digest = '' where result_id = asked;
  update contact set name = null, job_title = null, emails = '{}', phones = '{}', language = null, lawful_basis = null,
         erased_at = now(), updated_at = now(), version = version + 1 where id = asked;
  -- what could not be blanked is told as it is
  update erasure_mention m set redacted = false
   where contact_id = asked and redact and exists (select 1 from texts_with_mention(listed, asked) s
     where (s.subject_type, s.subject_id, s.field) = (m.subject_type, m.subject_id, m.field));
  return emptied;
end $$;

comment on function erase_contact(uuid, boolean) is
  'Empties a person whom the viewer sees, everywhere. Gives the entries of the trail that lost values: the entry of the erasure names them.';

grant execute on function erase_contact(uuid, boolean) to ancrage_service;
