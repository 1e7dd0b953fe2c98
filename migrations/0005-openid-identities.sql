-- Identities at OpenID providers: one per user and issuer, with how each was linked. Sessions know the session of the
-- provider that they belong to, and logout tokens are used once.

alter table user_identity
  add column id uuid not null default gen_random_uuid() unique,
  add column linked_email text,
  add column last_used_at timestamptz(3),
  add column removed_at timestamptz(3),
  add column removed_by_id uuid references "user",
  add column may_link_again boolean not null default false;
alter table user_identity alter column id drop default;

-- Earlier versions linked every further subject with the same e-mail address to the same user: only the first stays.
update user_identity i
set removed_at = now()
where exists (
  select
  from user_identity earlier
  where earlier.user_id = i.user_id
    and earlier.issuer = i.issuer
    and (earlier.created_at, earlier.subject) < (i.created_at, i.subject)
);
create unique index user_identity_one_per_issuer on user_identity (user_id, issuer) where removed_at is null;

create table openid_session (
  session_id uuid primary key references session on delete cascade,
  issuer text not null,
  sub text not null,
  sid text,
  identity_id uuid not null references user_identity (id),
  id_token text
);
create index openid_session_issuer_sub_idx on openid_session (issuer, sub);
create index openid_session_issuer_sid_idx on openid_session (issuer, sid);
create index openid_session_identity_id_idx on openid_session (identity_id);

create table openid_logout (
  issuer text not null,
  jti text not null,
  sub text,
  sid text,
  issued_at timestamptz(3) not null,
  received_at timestamptz(3) not null default now(),
  primary key (issuer, jti),
  constraint names_a_session check (num_nonnulls(sub, sid) > 0)
);
create index openid_logout_issuer_sub_idx on openid_logout (issuer, sub);
create index openid_logout_issuer_sid_idx on openid_logout (issuer, sid);

-- The sign-ins of a user, successful and failed
create index audit_entry_sign_in_idx
  on audit_entry (coalesce(user_id, subject_id), at) where verb in ('signIn', 'failSignIn');
