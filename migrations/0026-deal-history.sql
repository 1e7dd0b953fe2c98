-- What was recorded of a deal until it was replaced, so that a report can be computed again as known at an instant. The
-- present values are in deal and deal_identity. A row holds from known_since until replaced_at; earlier edits than those
-- recorded here are not known, so the first row of a deal holds from the beginning.
create table deal_history (
  deal_id uuid not null references deal,
  code_name text not null,
  sector text,
  activity text,
  type text,
  origin text,
  capex_unknown boolean not null,
  jobs_unknown boolean not null,
  no_competing_locations boolean not null,
  expected_decision_from date,
  expected_decision_to date,
  expected_decision_precision text,
  officer_id uuid references "user",
  known_since timestamptz(3) not null,
  replaced_at timestamptz(3) not null check (replaced_at > known_since),
  acls text[] not null,
  primary key (deal_id, replaced_at)
);
create index deal_history_replaced_at_idx on deal_history (replaced_at);

create table deal_identity_history (
  deal_id uuid not null references deal,
  title text not null,
  prospect_id uuid references prospect,
  known_since timestamptz(3) not null,
  replaced_at timestamptz(3) not null check (replaced_at > known_since),
  acls text[] not null,
  primary key (deal_id, replaced_at)
);
create index deal_identity_history_replaced_at_idx on deal_identity_history (replaced_at);
create index deal_identity_history_prospect_id_idx on deal_identity_history (prospect_id);

-- The role and agency of a user, on which the facts of the deals depend whose officer they are.
create table user_history (
  user_id uuid not null references "user",
  role text not null,
  active boolean not null,
  agency_id uuid not null references agency,
  known_since timestamptz(3) not null,
  replaced_at timestamptz(3) not null check (replaced_at > known_since),
  primary key (user_id, replaced_at)
);

-- The required facts of a stage are replaced as its probability is.
alter table deal_stage_history add column requires text[];

update deal_stage_history h set requires = s.requires from deal_stage s where s.code = h.code;

alter table deal_stage_history alter column requires set not null;

-- What shows that there is a contact, and that a decision maker was met.
create table employment_history (
  employment_id uuid not null references employment on delete cascade,
  contact_id uuid not null,
  prospect_id uuid,
  agency_id uuid,
  is_main boolean not null,
  known_since timestamptz(3) not null,
  replaced_at timestamptz(3) not null check (replaced_at > known_since),
  primary key (employment_id, replaced_at)
);
create index employment_history_prospect_id_idx on employment_history (prospect_id) where is_main;

create table contact_history (
  contact_id uuid not null references contact on delete cascade,
  decision_maker boolean not null,
  known_since timestamptz(3) not null,
  replaced_at timestamptz(3) not null check (replaced_at > known_since),
  primary key (contact_id, replaced_at)
);
