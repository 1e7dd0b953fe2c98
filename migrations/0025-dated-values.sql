-- The probability that a stage had until it was replaced. The present one is in deal_stage.
create table deal_stage_history (
  code text not null references deal_stage,
  ordinal int not null check (ordinal >= 1),
  probability int not null check (probability between 0 and 100),
  replaced_at timestamptz(3) not null,
  primary key (code, ordinal)
);

-- Loss reasons and destinations are append-only: what an edit replaces stays, with both instants.
alter table loss_reason add column recorded_at timestamptz(3), add column replaced_at timestamptz(3);

alter table loss_destination
  add column recorded_at timestamptz(3),
  add column replaced_at timestamptz(3),
  add column source_kind text check (
    source_kind in ('COMPANY', 'PUBLIC_AUTHORITY', 'PRESS', 'PARTNER', 'OWN_AGENCY', 'UNNAMED', 'OTHER')
  ),
  add column source_name text check (length(source_name) between 1 and 300),
  add column source_published_on date,
  add column source_address text check (length(source_address) <= 2000);

-- recorded with the last move to LOST before the deal was reopened
update loss_reason r
set
  recorded_at = coalesce(
    (
      select max(t.recorded_at)
      from transition t
      where t.deal_id = r.deal_id
        and t.to_stage = 'LOST'
        and (r.reopened_at is null or t.recorded_at < r.reopened_at)
    ),
    (select d.created_at from deal d where d.id = r.deal_id)
  );

update loss_destination r
set
  recorded_at = coalesce(
    (
      select max(t.recorded_at)
      from transition t
      where t.deal_id = r.deal_id
        and t.to_stage = 'LOST'
        and (r.reopened_at is null or t.recorded_at < r.reopened_at)
    ),
    (select d.created_at from deal d where d.id = r.deal_id)
  );

alter table loss_reason alter column recorded_at set not null;

alter table loss_destination alter column recorded_at set not null;

drop index loss_reason_code_once;

drop index loss_reason_rank_once;

drop index loss_destination_once;

create unique index loss_reason_code_once
  on loss_reason (deal_id, code, reopened_at) nulls not distinct where replaced_at is null;

create unique index loss_reason_rank_once
  on loss_reason (deal_id, rank, reopened_at) nulls not distinct where replaced_at is null;

create unique index loss_destination_once
  on loss_destination (deal_id, reopened_at) nulls not distinct where replaced_at is null;

create index loss_reason_deal_id_idx on loss_reason (deal_id);

create index loss_destination_deal_id_idx on loss_destination (deal_id);

alter table claim add column disputes_destination_id uuid references loss_destination;

create index claim_disputes_destination_id_idx
  on claim (disputes_destination_id) where disputes_destination_id is not null;
