-- Only the owner sees and changes sessions. The service sees those of the viewer in active_session, and
-- starts, extends and ends sessions by functions.
comment on table session is
  'Sessions of signed-in users. A session works until it ends, expires or is idle for too long; deleted 90 days after it expired.';
comment on column session.token_hash is 'SHA-256 of the token that the client sends (src/core/token.ts).';
comment on column session.ended_at is
  'When the user signed out, or the session was ended otherwise; null: it was not.';
comment on column session.last_seen_at is 'Last use, recorded at most once a minute.';
comment on column session.proved_at is
  'When the user last proved who they are: by signing in or by record_proof().';
comment on column session.idle is 'Longest time without use after which the session still works.';
comment on column session.address is 'IP address at which the session was started; null if unknown.';
comment on column session.user_agent is
  'User-Agent of the client, at most 300 characters; null if it sent none.';

call enable_rls('session');
