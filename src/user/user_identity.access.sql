-- Only the owner sees and adds identities: find_user_by_identity() and provision_user() do.
comment on table user_identity is 'Identities of users at OpenID providers.';
comment on column user_identity.issuer is 'Issuer identifier of the provider, claim `iss`.';
comment on column user_identity.subject is 'Subject identifier of the user at that provider, claim `sub`.';

call enable_rls('user_identity');
