create or replace function erase_from_exports(asked uuid) returns uuid[]
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  kept constant text[] := '{id,list,form,language,askedAt,status,rows,sha256,ownerId,agencyId,shared,createdAt,updatedAt,version}';
  told uuid[];
  emptied uuid[] := '{}';
  e audit_entry;
begin
  if not exists (select from contact where id = asked and acl &&& viewer_acl_tokens())
     or not exists (select from "user" where id = viewer_id() and role in ('HEAD','OFFICER')) then
    raise exception 'may not erase' using errcode = 'insufficient_privilege';
  end if;
  select array(
    select s.export_id from export_row s where s.type = 'Contact' and asked = any(s.ids)
    union select p.export_id from export_part p join contact_token_hashes(asked) w on w.words <> '{}' and p.words @> w.words
    -- they still read what was there when they began
    union select id from export where status = 'RUNNING') into told;
  perform delete_export_content(told);
  update export set question = null where id = any(told);
  -- a question that looks for the person would name them still
  with gone as (
    delete from saved_question q using contact_token_hashes(asked) w
     where w.words <> '{}' and token_hashes(q.name || ' ' || q.question::text) @> w.words returning q.id)
  insert into audit_entry (id, user_id, verb, subject_type, subject_id)
  select new_uuid_v7(), viewer_id(), 'removeQuestion', 'SavedQuestion', id from gone;
  for e in select * from audit_entry t where t.subject_type in ('Export','SavedQuestion')
              and exists (select from contact_token_hashes(asked) w where w.words <> '{}' and token_hashes(concat(t.before, ' ', t.after)) @> w.words) loop
    perform clear_audit_values(e, array(select key from jsonb_object_keys(e.before) key where key <> all(kept)),
                           array(select key from jsonb_object_keys(e.after) key where key <> all(kept)));
    emptied := emptied || e.id;
  end loop;
  return emptied;
end $$;

comment on function erase_from_exports(uuid) is
  'Drops the content of every kept export that shows the person, or in which all words of a name, an address or a number stand. Gives the entries of the trail that lost values: the entry of the erasure names them.';

grant execute on function erase_from_exports(uuid) to ancrage_service;
