-- Only the owner sees and adds batches: create_mail_batch() does.
comment on table mail_batch is
  'Weeks whose summary was queued for its recipients: one batch for each week of an agency, whatever is issued or ordered afterwards.';
comment on column mail_batch.monday is 'First day of the week that the summary is about.';
comment on column mail_batch.summary_id is 'Issued weekly_summary, which is never removed.';
comment on column mail_batch.ordered_by_id is 'The HEAD in whose name the mails are sent.';

call enable_rls('mail_batch');
