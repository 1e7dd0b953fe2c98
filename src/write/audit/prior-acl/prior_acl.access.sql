-- Only the owner sees and changes the keys; remember_prior_acls() does.
comment on table prior_acl is
  'Access keys that rows had before the transaction that changed them last: an audit entry with values before is shown only to viewers who could see the row before and after.';
comment on column prior_acl.subject_type is
  'Type of the row in the API: a writer chooses ids, so two rows of different types may have the same one.';
comment on column prior_acl.subject_id is 'Id of a row of any table with an access key.';
comment on column prior_acl.changed_in is 'The transaction that changed the keys last.';
comment on column prior_acl.acls is 'As subject_acls() returned them when that transaction began.';

call enable_rls('prior_acl');
