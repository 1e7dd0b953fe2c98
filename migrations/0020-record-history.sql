-- What was recorded of agreements, meetings and tasks until it was replaced, so that a report can be computed again as
-- known at an instant. known_since: the instant from which the present row has been what was recorded.

alter table meeting add column known_since timestamptz(3);
alter table meeting_deal add column known_since timestamptz(3);
alter table meeting_participant add column known_since timestamptz(3);
alter table agreement add column known_since timestamptz(3), add column announced_on date;
alter table agreement_deal add column known_since timestamptz(3);
alter table agreement_party add column known_since timestamptz(3);
alter table task add column known_since timestamptz(3);

-- earlier edits are not known: the present values count from the creation of the row
update meeting set known_since = created_at;
update meeting_deal h set known_since = m.created_at from meeting m where m.id = h.meeting_id;
update meeting_participant p set known_since = m.created_at from meeting m where m.id = p.meeting_id;
update agreement set known_since = recorded_at;
update agreement_deal h set known_since = a.recorded_at from agreement a where a.id = h.agreement_id;
update agreement_party p set known_since = a.recorded_at from agreement a where a.id = p.agreement_id;
update task set known_since = created_at;

alter table meeting alter column known_since set not null;
alter table meeting_deal alter column known_since set not null;
alter table meeting_participant alter column known_since set not null;
alter table agreement alter column known_since set not null;
alter table agreement_deal alter column known_since set not null;
alter table agreement_party alter column known_since set not null;
alter table task alter column known_since set not null;

-- a report as known at an instant replays only what was recorded later
create index meeting_known_since_idx on meeting (known_since);

-- An announced agreement is not signed yet.
alter table agreement drop constraint agreement_standing_check;
alter table agreement
  add constraint agreement_standing_check check (
    standing in ('DISCUSSED', 'DRAFT', 'ANNOUNCED', 'SIGNED', 'ENDED')
  );
alter table agreement
  add constraint announced_has_a_day check (standing <> 'ANNOUNCED' or announced_on is not null);
alter table agreement
  add constraint unannounced_has_no_day check (
    standing in ('ANNOUNCED', 'SIGNED', 'ENDED') or announced_on is null
  );
alter table agreement add constraint ends_after_announcement check (ended_on >= announced_on);
create index agreement_announced_on_idx on agreement (announced_on) where announced_on is not null;

create table meeting_history (
  meeting_id uuid not null references meeting,
  title text not null,
  when_from date not null,
  when_to date not null,
  when_precision text not null,
  starts_at timestamptz(3),
  ends_at timestamptz(3),
  place text,
  status text not null,
  host_agency_id uuid,
  topics text[] not null,
  known_since timestamptz(3) not null,
  replaced_at timestamptz(3) not null check (replaced_at > known_since),
  acls text[] not null,
  primary key (meeting_id, known_since)
);
create index meeting_history_replaced_at_idx on meeting_history (replaced_at);

create table meeting_deal_history (
  meeting_id uuid not null references meeting,
  deal_id uuid not null references deal,
  known_since timestamptz(3) not null,
  replaced_at timestamptz(3) not null check (replaced_at > known_since),
  acls text[] not null,
  primary key (meeting_id, deal_id, known_since)
);
create index meeting_deal_history_replaced_at_idx on meeting_deal_history (replaced_at);
create index meeting_deal_history_deal_id_idx on meeting_deal_history (deal_id);

create table meeting_participant_history (
  id uuid primary key,
  meeting_id uuid not null references meeting,
  contact_id uuid references contact,
  user_id uuid references "user",
  employment_id uuid references employment,
  agency_id uuid references agency,
  description text,
  decision_maker boolean not null,
  known_since timestamptz(3) not null,
  replaced_at timestamptz(3) not null check (replaced_at > known_since),
  acls text[] not null
);
create index meeting_participant_history_meeting_id_idx on meeting_participant_history (meeting_id);

create table agreement_history (
  agreement_id uuid not null references agreement,
  title text not null,
  kind text not null,
  standing text not null,
  announced_on date,
  signed_on date,
  place text,
  amount numeric(20, 2),
  currency text,
  ended_on date,
  known_since timestamptz(3) not null,
  replaced_at timestamptz(3) not null check (replaced_at > known_since),
  acls text[] not null,
  primary key (agreement_id, known_since)
);
create index agreement_history_replaced_at_idx on agreement_history (replaced_at);

create table agreement_deal_history (
  agreement_id uuid not null references agreement,
  deal_id uuid not null references deal,
  known_since timestamptz(3) not null,
  replaced_at timestamptz(3) not null check (replaced_at > known_since),
  acls text[] not null,
  primary key (agreement_id, deal_id, known_since)
);
create index agreement_deal_history_deal_id_idx on agreement_deal_history (deal_id);

create table agreement_party_history (
  id uuid primary key,
  agreement_id uuid not null references agreement,
  prospect_id uuid references prospect,
  agency_id uuid references agency,
  name text,
  known_since timestamptz(3) not null,
  replaced_at timestamptz(3) not null check (replaced_at > known_since),
  acls text[] not null
);
create index agreement_party_history_agreement_id_idx on agreement_party_history (agreement_id);

create table task_history (
  task_id uuid not null references task,
  deal_id uuid references deal,
  due_on date not null,
  completed_on date,
  known_since timestamptz(3) not null,
  replaced_at timestamptz(3) not null check (replaced_at > known_since),
  acls text[] not null,
  primary key (task_id, known_since)
);
create index task_history_deal_id_idx on task_history (deal_id);
