-- Only the owner sees and adds rows: start_openid_session() does.
comment on table openid_session is
  'The session at an OpenID provider that a session belongs to, so that it ends with that one.';
comment on column openid_session.issuer is 'Issuer identifier of the provider, claim `iss`.';
comment on column openid_session.sub is 'Claim `sub`, also where another claim identifies the person.';
comment on column openid_session.sid is 'Claim `sid`; null if the provider sent none.';
comment on column openid_session.id_token is
  'ID token, encrypted with a key derived from the client secret, to end the session at the provider; null for an access token.';

call enable_rls('openid_session');
