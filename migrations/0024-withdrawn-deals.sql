-- A withdrawn deal takes its team out of every figure of an agency: each membership has the instant, so that
-- the figures of a week need no other table.
alter table deal_team add column withdrawn_at timestamptz(3);

alter table deal_team_correction add column withdrawn_at timestamptz(3);

-- A statement with another day names the withdrawn one that it corrects: of several corrections in a row, the
-- first statement.
alter table job_projection add column corrects_id uuid references job_projection;

alter table claim add column corrects_id uuid references claim;

create index claim_corrects_id_idx on claim (corrects_id) where corrects_id is not null;

create index job_projection_corrects_id_idx on job_projection (corrects_id) where corrects_id is not null;

create index deal_withdrawn_at_idx on deal (withdrawn_at) where withdrawn_at is not null;

create index job_projection_withdrawn_at_idx on job_projection (withdrawn_at) where withdrawn_at is not null;

create index claim_withdrawn_at_idx on claim (withdrawn_at) where withdrawn_at is not null;

create index agreement_withdrawn_at_idx on agreement (withdrawn_at) where withdrawn_at is not null;

create index location_withdrawn_at_idx on location (withdrawn_at) where withdrawn_at is not null;

create index task_withdrawn_at_idx on task (withdrawn_at) where withdrawn_at is not null;

create index stake_withdrawn_at_idx on stake (withdrawn_at) where withdrawn_at is not null;

create index meeting_withdrawn_at_idx on meeting (withdrawn_at) where withdrawn_at is not null;
