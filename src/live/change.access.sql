-- A viewer sees a change if they see its row today, and had the access of that moment: as audit_entry.access.sql
-- decides. A change that also shows in a masked deal is seen by masked viewers. record_changes() adds rows,
-- purge_expired() removes them after a day.
comment on table change is
  'Which rows have changed within the last day: what listeners read again. Holds no values.';
comment on column change.changed_in is
  'The transaction: a listener gets the changes of each transaction that its last snapshot did not show.';
comment on column change.entity is 'Type of the row in the API, such as Deal.';
comment on column change.by_id is 'Who changed it.';
comment on column change.masked is 'Whether viewers who see the deal masked see the change as well.';
comment on column change.acls is 'Access keys of the row at that moment, as in audit_entry.acls.';

call enable_rls('change');
grant select on change to ancrage_service;

create policy viewer_sees on change for select to ancrage_service
  using (
    could_see_entry(acls, (select viewer_acl_tokens()))
    and case
      when masked then (exists (select 1 from deal d where d.id = change.subject_id))
      else can_see_subject(entity, subject_id)
    end
  );
