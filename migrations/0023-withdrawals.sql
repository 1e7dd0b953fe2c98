-- What was entered by mistake is withdrawn with a reason. A row of `withdrawal` names its one subject, whose
-- `withdrawn_at` a trigger sets, so that a read needs no join.
create table withdrawal (
  id uuid primary key,
  deal_id uuid unique references deal,
  job_projection_id uuid unique references job_projection,
  projection_deal_id uuid,
  claim_id uuid unique references claim,
  agreement_id uuid unique references agreement,
  location_id uuid unique references location,
  task_id uuid unique references task,
  stake_id uuid unique references stake,
  meeting_id uuid unique references meeting,
  reason text not null check (length(reason) between 1 and 2000),
  by_id uuid not null references "user",
  recorded_at timestamptz(3) not null,
  constraint withdrawal_of_one_row check (
    num_nonnulls(
      deal_id, job_projection_id, claim_id, agreement_id, location_id, task_id, stake_id, meeting_id
    ) = 1
  ),
  constraint deal_of_withdrawn_projection foreign key (
    job_projection_id, projection_deal_id
  ) references job_projection (id, deal_id),
  constraint withdrawn_projection_has_deal check ((job_projection_id is null) = (projection_deal_id is null))
);

create index withdrawal_recorded_at_idx on withdrawal (recorded_at);

alter table deal add column withdrawn_at timestamptz(3);

alter table job_projection add column withdrawn_at timestamptz(3);

alter table claim add column withdrawn_at timestamptz(3);

alter table agreement add column withdrawn_at timestamptz(3);

alter table location add column withdrawn_at timestamptz(3);

alter table task add column withdrawn_at timestamptz(3);

alter table stake add column withdrawn_at timestamptz(3);

alter table meeting add column withdrawn_at timestamptz(3);

-- A statement may be replaced again, and a stake recorded again, once the other row was withdrawn.
alter table job_projection drop constraint replaced_once;

create unique index replaced_once on job_projection (replaces_id) where withdrawn_at is null;

create index job_projection_replaces_id_idx on job_projection (replaces_id) where withdrawn_at is not null;

alter table stake drop constraint stake_once;

create unique index stake_once on stake (holder_id, held_id) where withdrawn_at is null;
