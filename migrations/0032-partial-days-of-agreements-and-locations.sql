-- An agreement may be signed, and the standing of a location may hold, since a part of a month, a month, a quarter or a
-- year. signed_on and since stay the day by which it had certainly come.
alter table agreement
  add column signed_when_from date,
  add column signed_when_to date,
  add column signed_when_precision text check (
    signed_when_precision in ('DAY', 'EARLY_MONTH', 'MID_MONTH', 'LATE_MONTH', 'MONTH', 'QUARTER', 'YEAR')
  );

update agreement
set signed_when_from = signed_on, signed_when_to = signed_on, signed_when_precision = 'DAY'
where signed_on is not null;

alter table agreement
  add constraint signed_by_then check (
    (signed_on is null) = (signed_when_from is null)
    and (signed_on is null) = (signed_when_to is null)
    and (signed_on is null) = (signed_when_precision is null)
    and (signed_on is null or signed_on between signed_when_from and signed_when_to)
  );

alter table agreement_history
  add column signed_when_from date,
  add column signed_when_to date,
  add column signed_when_precision text;

update agreement_history
set signed_when_from = signed_on, signed_when_to = signed_on, signed_when_precision = 'DAY'
where signed_on is not null;

alter table location
  add column since_when_from date,
  add column since_when_to date,
  add column since_when_precision text check (
    since_when_precision in ('DAY', 'EARLY_MONTH', 'MID_MONTH', 'LATE_MONTH', 'MONTH', 'QUARTER', 'YEAR')
  );

update location set since_when_from = since, since_when_to = since, since_when_precision = 'DAY';

alter table location
  alter column since_when_from set not null,
  alter column since_when_to set not null,
  alter column since_when_precision set not null,
  add constraint since_by_then check (since between since_when_from and since_when_to);

alter table location_history
  add column since_when_from date,
  add column since_when_to date,
  add column since_when_precision text check (
    since_when_precision in ('DAY', 'EARLY_MONTH', 'MID_MONTH', 'LATE_MONTH', 'MONTH', 'QUARTER', 'YEAR')
  );

update location_history set since_when_from = since, since_when_to = since, since_when_precision = 'DAY';

alter table location_history
  alter column since_when_from set not null,
  alter column since_when_to set not null,
  alter column since_when_precision set not null;
