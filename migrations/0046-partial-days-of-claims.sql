-- A claim may be dated by a part of a month, a month, a quarter or a year. stated_on stays the day by which it had been
-- stated.
alter table claim
  add column stated_when_from date,
  add column stated_when_to date,
  add column stated_when_precision text check (
    stated_when_precision in (
      'DAY', 'EARLY_MONTH', 'MID_MONTH', 'LATE_MONTH', 'MONTH', 'QUARTER', 'YEAR', 'BEFORE'
    )
  );

update claim set stated_when_from = stated_on, stated_when_to = stated_on, stated_when_precision = 'DAY';

alter table claim
  alter column stated_when_from set not null,
  alter column stated_when_to set not null,
  alter column stated_when_precision set not null,
  add constraint stated_by_then check (stated_on between stated_when_from and stated_when_to);
