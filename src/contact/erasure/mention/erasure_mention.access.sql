-- A mention is seen by viewers who see the text in full. A viewer adds mentions of texts that they see, and
-- chooses for redaction only texts that they may change. Only erasures mark them as redacted; none is removed.
comment on table erasure_mention is
  'Where texts named a person when their contact was erased, for review. Keeps the place, not the text.';
comment on column erasure_mention.subject_type is 'Type of the row in the API, such as Meeting.';
comment on column erasure_mention.subject_id is 'Id of the row; null if it has no id.';
comment on column erasure_mention.field is
  'Name of the field in the API; `history`: an entry of the audit trail.';
comment on column erasure_mention.place is
  'Place within the row: the id of an audit entry, the line or deal of an issued summary; otherwise null.';
comment on column erasure_mention.mention is 'mention_id() of the text; null in old rows.';
comment on column erasure_mention.changeable is 'Whether the user who recorded it may change the row.';
comment on column erasure_mention.chosen is 'Whether the user chose it for redaction.';
comment on column erasure_mention.by_id is 'User who recorded it; null in old rows.';
comment on column erasure_mention.recorded_at is
  'Start of the transaction that recorded it: only that transaction redacts it.';
comment on column erasure_mention.redacted is
  'Whether the person was redacted there; false: the text is to be reviewed.';

call enable_rls('erasure_mention');

grant select, insert (
  id, contact_id, subject_type, subject_id, field, place, redacted, mention, changeable, chosen, by_id
) on erasure_mention to ancrage_service;

create policy viewer_sees on erasure_mention for select to ancrage_service
  using (can_see_mention(subject_type, subject_id, field, place));

create policy viewer_adds on erasure_mention for insert to ancrage_service
  with check (
    by_id = (select viewer_id())
    and not redacted
    and (not chosen or changeable)
    and case
      when changeable then can_change_mention(subject_type, subject_id, field, place)
      else can_see_mention(subject_type, subject_id, field, place)
    end
  );
