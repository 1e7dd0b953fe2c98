create or replace function erase_from_exports(contact_id uuid) returns uuid[]
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  -- Fields of exports and saved questions that cannot name a person; audit entries keep them.
  kept_fields constant text[] :=
    '{id,list,form,language,askedAt,status,rows,sha256,ownerId,agencyId,shared,createdAt,updatedAt,version}';
  export_ids uuid[];
  cleared_entries uuid[] := '{}';
  entry audit_entry;
begin
  if not exists (select from contact where id = contact_id and acl &&& viewer_acl_tokens())
     or not exists (select from "user" where id = viewer_id() and role in ('HEAD', 'OFFICER')) then
    raise exception 'may not erase this contact' using errcode = 'insufficient_privilege';
  end if;

  -- Exports that show the contact, that name it, or that still run and read the data from before.
  export_ids := array(
    select r.export_id from export_row r where r.type = 'Contact' and contact_id = any(r.ids)
    union
    select p.export_id
      from export_part p join contact_token_hashes(contact_id) i on i.hashes <> '{}' and p.words @> i.hashes
    union
    select id from export where status = 'RUNNING');
  perform delete_export_content(export_ids);
  update export set question = null where id = any(export_ids);

  -- Saved questions that name the contact.
  with deleted as (
    delete from saved_question q using contact_token_hashes(contact_id) i
     where i.hashes <> '{}' and token_hashes(q.name || ' ' || q.question::text) @> i.hashes
    returning q.id)
  insert into audit_entry (id, user_id, verb, subject_type, subject_id)
  select new_uuid_v7(), viewer_id(), 'removeQuestion', 'SavedQuestion', id from deleted;

  -- Audit entries of exports and saved questions that name the contact.
  for entry in
    select * from audit_entry e
     where e.subject_type in ('Export', 'SavedQuestion')
       and exists (select from contact_token_hashes(contact_id) i
                    where i.hashes <> '{}' and token_hashes(concat(e.before, ' ', e.after)) @> i.hashes)
  loop
    perform clear_audit_values(
      entry,
      array(select key from jsonb_object_keys(entry.before) key where key <> all(kept_fields)),
      array(select key from jsonb_object_keys(entry.after) key where key <> all(kept_fields)));
    cleared_entries := cleared_entries || entry.id;
  end loop;
  return cleared_entries;
end $$;

comment on function erase_from_exports(uuid) is
  'Erases a contact from what was exported: deletes the content of exports that show it or contain all words of a name, address or number, and the saved questions and audit values that do. Returns the audit entries that lost values; the caller lists them in the entry of the erasure (src/contact/contact.service.ts). Call it before erase_contact(), while the names are known. Raises insufficient_privilege unless the viewer sees the contact and is a HEAD or an OFFICER. Security definer: exports belong to other users.';

grant execute on function erase_from_exports(uuid) to ancrage_service;
