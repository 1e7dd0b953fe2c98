-- Only the owner sees, adds and changes batches: create_mail_batch() and queue_corrections() do.
comment on table mail_batch is
  'Weeks whose summary was queued for its recipients: one batch for each week of an agency, whatever is issued or ordered afterwards.';
comment on column mail_batch.monday is 'First day of the week that the summary is about.';
comment on column mail_batch.summary_id is 'Issued weekly_summary, which is never removed.';
comment on column mail_batch.corrected_by_id is
  'The last revision that was queued as a correction; null: none was.';
comment on column mail_batch.ordered_by_id is 'The HEAD in whose name the mails are sent.';

call enable_rls('mail_batch');
