-- The probability that a stage had until it was replaced. The present one is in deal_stage.
create table deal_stage_history (
  code text not null references deal_stage,
  ordinal int not null check (ordinal >= 1),
  probability int not null check (probability between 0 and 100),
  replaced_at timestamptz(3) not null,
  primary key (code, ordinal)
);
