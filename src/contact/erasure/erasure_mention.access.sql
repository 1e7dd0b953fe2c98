-- A mention is seen by viewers who see its subject in full, one about a user by an ADMIN of
-- their agency, one about the installation by an OPERATOR.
-- erase_contact() adds mentions; none is changed or removed otherwise.
comment on table erasure_mention is
  'Where free texts named a person when their contact was erased, for review. Keeps the place, not the text.';
comment on column erasure_mention.subject_type is 'Type of the row in the API, such as Meeting.';
comment on column erasure_mention.subject_id is 'Id of the row; null if it has no id.';
comment on column erasure_mention.field is
  'Name of the field in the API; `history`: an entry of the audit trail.';
comment on column erasure_mention.redacted is
  'Whether the person was redacted there; false: the text is to be reviewed.';

call enable_rls('erasure_mention');

grant select on erasure_mention to ancrage_service;

-- audit_entry.access.sql has the same list.
create policy viewer_sees on erasure_mention for select to ancrage_service
  using (
    case subject_type
      when 'Deal' then (exists (select 1 from deal_identity i where i.deal_id = erasure_mention.subject_id))
      when 'Location' then (exists (select 1 from location l where l.id = erasure_mention.subject_id))
      when 'Meeting' then (exists (select 1 from meeting m where m.id = erasure_mention.subject_id))
      when 'Agreement' then (exists (select 1 from agreement a where a.id = erasure_mention.subject_id))
      when 'Claim' then (exists (select 1 from claim c where c.id = erasure_mention.subject_id))
      when 'Task' then (exists (select 1 from task t where t.id = erasure_mention.subject_id))
      when 'Prospect' then (exists (select 1 from prospect p where p.id = erasure_mention.subject_id))
      when 'Stake' then (exists (select 1 from stake s where s.id = erasure_mention.subject_id))
      when 'Contact' then (exists (select 1 from contact c where c.id = erasure_mention.subject_id))
      when 'Site' then (exists (select 1 from site s where s.id = erasure_mention.subject_id))
      when 'User' then is_admin_of_user(erasure_mention.subject_id)
      when 'ApiKey' then (exists (select 1 from api_key k where k.id = erasure_mention.subject_id))
      when 'Agency' then (select viewer_is_operator())
        or (select viewer_is_admin())
        and erasure_mention.subject_id = (select viewer_agency())
      when 'IssuedSummary' then (
        exists (
          select 1
          from weekly_summary s
          where s.id = erasure_mention.subject_id
            and s.agency_id = (select viewer_agency())
            and (select viewer_is_admin())
        )
      )
      else subject_type = 'DealStage' and (select viewer_is_operator())
    end
  );
