-- What has changed lately, for listeners; which deals a user follows, and has open; when they were last here.

create table change (
  changed_in xid8 not null,
  entity text not null,
  subject_id uuid not null,
  at timestamptz(3) not null,
  by_id uuid,
  masked boolean not null,
  acls text[] not null
);
create index change_changed_in_idx on change (changed_in);

create table deal_follow (
  user_id uuid not null references "user",
  deal_id uuid not null references deal,
  following boolean not null,
  set_at timestamptz(3) not null,
  primary key (user_id, deal_id)
);
create index deal_follow_deal_id_idx on deal_follow (deal_id);

-- A crash empties it; each browser reports again within half a minute.
create unlogged table deal_presence (
  deal_id uuid not null,
  user_id uuid not null,
  seen_at timestamptz(3) not null,
  primary key (deal_id, user_id)
);

create table user_visit (
  user_id uuid primary key references "user",
  previous_at timestamptz(3) not null,
  last_at timestamptz(3) not null
);
