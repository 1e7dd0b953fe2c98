-- Only the owner sees and adds rows: end_provider_sessions() does.
comment on table openid_logout is
  'Logout tokens of OpenID providers, each used once; deleted after 30 days, the longest time that a session can last.';
comment on column openid_logout.jti is 'Identifier of the token, claim `jti`.';
comment on column openid_logout.sub is 'The person whose sessions ended; null if only a session is named.';
comment on column openid_logout.sid is 'The session that ended; null: all of the person.';
comment on column openid_logout.issued_at is
  'When the provider issued the token, claim `iat`. Tokens of the session that were issued before start no session.';

call enable_rls('openid_logout');
