-- A user sees their notifications. notify_account_change() adds rows; none is changed or removed.
comment on table account_notice is
  'Notifications of users about changes of an account: their own, or that of a user on a need-to-know list with them.';
comment on column account_notice.user_id is 'User who was notified.';
comment on column account_notice.about_id is 'User whose account was changed.';
comment on column account_notice.by_id is 'Who made the change; null: the user without a session.';

call enable_rls('account_notice');

grant select on account_notice to ancrage_service;

create policy viewer_sees on account_notice for select to ancrage_service
  using (user_id = (select viewer_id()));
