-- Only the owner sees and changes identities: the view identity shows them, and find_user_by_identity(),
-- provision_user() and remove_identity() change them.
comment on table user_identity is
  'Identities of users at OpenID providers: at most one per user and issuer, without the removed ones.';
comment on column user_identity.issuer is 'Issuer identifier of the provider, claim `iss`.';
comment on column user_identity.subject is
  'What identifies the user at that provider for good: claim `sub`, or the claim of OIDC_SUBJECT_CLAIM.';
comment on column user_identity.linked_email is
  'E-mail address by which the identity was linked to a user who existed; null if the user was created with it.';
comment on column user_identity.removed_at is
  'When an ADMIN removed it; null: not removed. A removed identity cannot sign in.';
comment on column user_identity.may_link_again is
  'Of a removed identity: the e-mail address of the user may link an identity of this issuer once more.';

call enable_rls('user_identity');
