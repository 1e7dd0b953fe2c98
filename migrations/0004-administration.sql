-- Administration within bounds: the role OPERATOR.

alter table "user" drop constraint user_role_check;
alter table "user"
  add constraint user_role_check check (
    role in ('OFFICER', 'HEAD', 'CABINET', 'ANALYST', 'ADMIN', 'OPERATOR')
  );

-- Machines: users without a sign-in, with keys that have scopes.

alter table "user" add column kind text not null default 'PERSON' check (kind in ('PERSON', 'MACHINE'));
alter table "user"
  add constraint machine_decides_nothing check (kind = 'PERSON' or role not in ('HEAD', 'ADMIN', 'OPERATOR'));

alter table api_key
  add column scopes text[] check (
    cardinality(scopes) > 0
    and scopes <@ array[
      'prospects:read', 'prospects:write', 'contacts:read', 'contacts:write', 'sites:read', 'sites:write',
      'deals:read', 'deals:write', 'meetings:read', 'meetings:write', 'agreements:read', 'agreements:write',
      'claims:read', 'claims:write', 'tasks:read', 'tasks:write', 'statistics:read', 'summaries:read',
      'rates:read'
    ]
  );

-- Changes of users that take a second person, and the notices about their account.

create table user_change (
  id uuid primary key,
  user_id uuid not null references "user",
  role text check (role in ('OFFICER', 'HEAD', 'CABINET', 'ANALYST', 'ADMIN', 'OPERATOR')),
  clearance text check (clearance in ('OPEN', 'INTERNAL', 'RESTRICTED', 'SECRET')),
  email text check (email = lower(email) and length(email) <= 254),
  agency_id uuid references agency,
  reactivates boolean not null default false,
  resets_password boolean not null default false,
  requested_by_id uuid not null references "user",
  requested_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  decision text check (decision in ('APPROVED', 'REFUSED', 'WITHDRAWN')),
  decided_by_id uuid references "user",
  decided_at timestamptz(3),
  used_at timestamptz(3),
  constraint user_change_changes_something check (
    num_nonnulls(role, clearance, email, agency_id) > 0 or reactivates or resets_password
  ),
  constraint user_change_decided_whole check ((decision is null) = (decided_at is null))
);
create unique index user_change_undecided_idx on user_change (user_id) where (decision is null);
create index user_change_user_id_idx on user_change (user_id);

create table account_notice (
  id uuid primary key,
  user_id uuid not null references "user",
  about_id uuid not null references "user",
  kind text not null check (
    kind in (
      'RIGHTS_CHANGED', 'EMAIL_CHANGED', 'AGENCY_CHANGED', 'PASSWORD_LINK', 'PASSWORD_CHANGED',
      'SECOND_FACTOR_REMOVED', 'DEACTIVATED'
    )
  ),
  by_id uuid references "user",
  at timestamptz(3) not null
);
create index account_notice_user_id_at_idx on account_notice (user_id, at);

-- One-time links with which a user sets a password.

create table password_link (
  id uuid primary key,
  user_id uuid not null references "user",
  token_hash bytea unique,
  created_by_id uuid not null references "user",
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3),
  mail_attempts int not null default 0,
  next_mail_at timestamptz(3)
);
create index password_link_user_id_idx on password_link (user_id);
create index password_link_next_mail_at_idx on password_link (next_mail_at) where (next_mail_at is not null);

-- When the user of a session last proved who they are.

alter table session add column proved_at timestamptz(3) not null default now();

-- Second factor: codes that an authenticator app computes from a secret and the time, and recovery codes.

create table totp (
  user_id uuid primary key references "user",
  secret bytea not null check (length(secret) = 20),
  created_at timestamptz(3) not null,
  confirmed_at timestamptz(3),
  last_step bigint
);

create table totp_recovery_code (
  user_id uuid not null references "user",
  code_hash bytea not null,
  used_at timestamptz(3),
  primary key (user_id, code_hash)
);

-- SQL logins: what a login changed itself is found by comparison.

alter table sql_login add column verifier_digest bytea;
