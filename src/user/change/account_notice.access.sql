-- A user sees the notices to them. notify_account() adds rows; none is changed or removed.
comment on table account_notice is
  'Notices to users about changes of an account: their own, or one on a need-to-know list with them.';
comment on column account_notice.user_id is 'The user who gets the notice.';
comment on column account_notice.about_id is 'Whose account was changed.';
comment on column account_notice.by_id is 'Who made the change; null: the user without a session.';

call enable_rls('account_notice');

grant select on account_notice to ancrage_service;

create policy viewer_sees on account_notice for select to ancrage_service
  using (user_id = (select viewer_id()));
