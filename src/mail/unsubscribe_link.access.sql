-- Only the owner sees and adds links: create_unsubscribe_link() and end_mail_by_link() do. A row is never removed.
comment on table unsubscribe_link is
  'Links in mails, by which a recipient ends the mails without signing in.';
comment on column unsubscribe_link.token_hash is
  'SHA-256 of the token in the address (src/core/token.ts), so that no table has the token.';
comment on column unsubscribe_link.recipient_id is
  'The recipient that the link ends. If the user is added again, links of earlier mails have no effect.';

call enable_rls('unsubscribe_link');
