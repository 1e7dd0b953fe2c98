-- Only the owner sees and changes marks: mark_transaction() does.
comment on table transaction_mark is
  'What a transaction has been allowed or has done, for functions that run later in it: PAST_INSTANTS by allow_past_instants(), ACCEPTANCE by remember_acceptance(). A row of an earlier transaction has no effect.';
comment on column transaction_mark.subject_id is 'Id of the row that it is about; the null UUID: of none.';
comment on column transaction_mark.marked_in is 'The transaction that has set the mark last.';

call enable_rls('transaction_mark');
