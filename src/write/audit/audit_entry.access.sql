-- An entry is seen by viewers who see its subject in full and could when the entry was written; entries about a user
-- and their sessions by that user and an ADMIN of their agency, then and today, entries about the installation by an OPERATOR and an
-- ADMIN, entries about exports and saved questions by their user and that user's supervisor. A subject type that no
-- policy names is hidden. A viewer adds entries in their own name only; no entry is changed or removed, except that
-- an erasure clears values as the owner.
comment on table audit_entry is
  'The audit trail: who did what to which row, with the values before and after. Append-only.';
comment on column audit_entry.at is 'When the entry was written, by the clock of the database.';
comment on column audit_entry.user_id is 'Who did it; null for a failed sign-in.';
comment on column audit_entry.verb is
  'Name of the mutation, or `refused` for an attempt to read something SECRET or to create an SQL login without permission.';
comment on column audit_entry.subject_type is 'Type of the row in the API, such as Deal.';
comment on column audit_entry.subject_id is 'Id of the row; null if it has a key instead.';
comment on column audit_entry.subject_key is
  'Key of a row without an id, such as a stage; for a failed sign-in with an unknown address, that address. Otherwise null.';
comment on column audit_entry.before is
  'Changed fields before, by name; null if there was no row. Erased values are null.';
comment on column audit_entry.after is
  'Changed fields after, by name; null if there is no row. Erased values are null.';
comment on column audit_entry.salts is
  'Random salt of each value: {before: {field: salt}, after: {field: salt}}. An erasure removes salts.';
comment on column audit_entry.digests is 'value_digest() of each value, by the same keys. Never changed.';
comment on column audit_entry.acls is
  'Access keys of the subject when the entry was written, by account_acls() or subject_acls(); with values before, also the keys that the subject had before. Null for entries of a type without a table, and for those written before keys were kept.';
comment on column audit_entry.erased is 'Whether an erasure cleared values of this entry.';

call enable_rls('audit_entry');

grant select (id, at, user_id, verb, subject_type, subject_id, subject_key, before, after, erased), insert (
  id, at, user_id, verb, subject_type, subject_id, subject_key, before, after, erased
) on audit_entry to ancrage_service;

-- The policies of the subject's own table decide; write/subject/can_see_subject.sql has the same list.
create policy viewer_sees on audit_entry for select to ancrage_service
  using (
    (could_see_entry(acls, (select viewer_acl_tokens())) or acls is null and user_id = (select viewer_id()))
    and case subject_type
      when 'Deal' then (exists (select 1 from deal_identity i where i.deal_id = audit_entry.subject_id))
      when 'Location' then (exists (select 1 from location l where l.id = audit_entry.subject_id))
      when 'Meeting' then (exists (select 1 from meeting m where m.id = audit_entry.subject_id))
      when 'Agreement' then (exists (select 1 from agreement a where a.id = audit_entry.subject_id))
      when 'Claim' then (exists (select 1 from claim c where c.id = audit_entry.subject_id))
      when 'Task' then (exists (select 1 from task t where t.id = audit_entry.subject_id))
      when 'Prospect' then (exists (select 1 from prospect p where p.id = audit_entry.subject_id))
      when 'Stake' then (exists (select 1 from stake s where s.id = audit_entry.subject_id))
      when 'Contact' then (exists (select 1 from contact c where c.id = audit_entry.subject_id))
      when 'Employment' then (exists (select 1 from employment e where e.id = audit_entry.subject_id))
      when 'Site' then (exists (select 1 from site s where s.id = audit_entry.subject_id))
      when 'ErasureRequest' then (
        exists (select 1 from erasure_request r where r.id = audit_entry.subject_id)
      )
      else false
    end
  );

-- The key of these entries has the agency that the user had then (account_acls). A user sees their own, whatever changed.
create policy account_sees on audit_entry for select to ancrage_service
  using (
    (
      acls is null
      or could_see_entry(acls, (select viewer_acl_tokens()))
      or (select viewer_id()) in (user_id, subject_id)
    )
    and case subject_type
      when 'User' then subject_id = (select viewer_id())
        or is_admin_of_user(subject_id)
        -- a failed sign-in with an unknown address
        or subject_id is null and (select viewer_is_operator())
      when 'Session' then user_id = (select viewer_id()) or is_admin_of_user(user_id)
      when 'ApiKey' then (exists (select 1 from api_key k where k.id = audit_entry.subject_id))
      when 'SqlLogin' then (exists (select 1 from sql_login l where l.id = audit_entry.subject_id))
      when 'CalendarFeed' then (exists (select 1 from calendar_feed f where f.id = audit_entry.subject_id))
      else false
    end
  );

create policy admin_sees on audit_entry for select to ancrage_service
  using (
    case
      -- Sending: the name of MailSchedule in entries of earlier versions
      when subject_type in ('MailSchedule', 'Sending', 'Recipient', 'IssuedSummary') then is_admin_of_user(user_id)
        and (acls is null or could_see_entry(acls, (select viewer_acl_tokens())))
      when subject_type = 'Agency' then (select viewer_is_operator())
        or (select viewer_is_admin()) and subject_id = (select viewer_agency())
      when subject_type in ('DealStage', 'RateLoad') then (select viewer_is_operator())
        or (select viewer_is_admin())
      else false
    end
  );

create policy supervisor_sees on audit_entry for select to ancrage_service
  using (
    subject_type in ('Export', 'SavedQuestion')
    and (
      user_id = (select viewer_id())
        or (acls is null or could_see_entry(acls, (select viewer_acl_tokens())))
        and is_supervisor_of(user_id)
    )
  );

create policy viewer_adds on audit_entry for insert to ancrage_service
  with check (user_id = (select viewer_id()));
