-- A user sees their own questions, and those that are shared in their agency and name no row that is hidden from the
-- user; only the owner adds, changes and removes them, also as a choice of their erasure of a person.
comment on table saved_question is 'Named filters of a list or report that a user has saved.';
comment on column saved_question.agency_id is 'Agency of the owner when it was saved: it is shared there.';
comment on column saved_question.shared is 'Whether the users of the agency see it.';
comment on column saved_question.subjects is
  'For each text of the question that names rows: their ids, by rows_named_by().';
comment on column saved_question.question is 'The arguments, as JSON; they may name a person.';

call enable_rls('saved_question');

grant select, insert, update (name, shared, question, updated_at, version), delete
  on saved_question to ancrage_service;

create policy viewer_sees on saved_question for select to ancrage_service
  using (
    owner_id = (select viewer_id())
    or shared
    and agency_id = (select viewer_agency())
    and can_see_subjects(subjects)
  );

create policy owner_adds on saved_question for insert to ancrage_service
  with check (owner_id = (select viewer_id()) and agency_id = (select viewer_agency()));

create policy owner_edits on saved_question for update to ancrage_service
  using (owner_id = (select viewer_id())) with check (owner_id = (select viewer_id()));

create policy owner_removes on saved_question for delete to ancrage_service
  using (owner_id = (select viewer_id()));
