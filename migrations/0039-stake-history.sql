-- The days of a stake that were recorded until they were replaced, so that the group of a company can be computed as known
-- at an instant. The present days are in stake. The first row of a stake holds from the beginning.
create table stake_history (
  stake_id uuid not null references stake,
  since date,
  ended_on date,
  known_since timestamptz(3) not null,
  replaced_at timestamptz(3) not null check (replaced_at > known_since),
  primary key (stake_id, replaced_at)
);
