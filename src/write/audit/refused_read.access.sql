-- Viewers who see the audit entry of the first attempt see how often it was repeated. record_refused_read() adds and
-- counts; purge_expired() removes counted attempts at nothing.
comment on table refused_read is
  'Attempts of a user to reach a subject that is hidden from them, by the query or mutation and by the hour.';
comment on column refused_read.subject_type is 'Type in the API; None: nothing was hidden.';
comment on column refused_read.subject_id is 'Id of the subject; the id of the user if nothing was hidden.';
comment on column refused_read.operation is 'Name of the query or mutation.';
comment on column refused_read.hour is 'Beginning of the hour.';
comment on column refused_read.entry_id is 'Audit entry of the first attempt; null if nothing was hidden.';
comment on column refused_read.count is 'Number of requests.';
comment on column refused_read.last_at is 'The last request.';

call enable_rls('refused_read');
grant select (entry_id, count, last_at) on refused_read to ancrage_service;

create policy viewer_sees on refused_read for select to ancrage_service
  using (exists (select 1 from audit_entry e where e.id = refused_read.entry_id));
