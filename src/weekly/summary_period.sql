create or replace function summary_period(code text, first_day date) returns table (
  kind text, last_day date, before_day date, before_code text, past_days date[]
)
language sql immutable rows 1 as $$
  select
    k.kind, (first_day + k.step)::date - 1, (first_day - k.step)::date, to_char(first_day - k.step, k.form),
    array(select (first_day - n * k.step)::date from generate_series(k.past - 1, 0, -1) n)
  from (
    values
      ('WEEK', '____-W__', interval '7 days', 'IYYY-"W"IW', 12),
      ('MONTH', '____-__', '1 month', 'YYYY-MM', 12),
      ('QUARTER', '____-Q_', '3 months', 'YYYY-"Q"Q', 8),
      ('YEAR', '____', '1 year', 'YYYY', 5)
  ) k(kind, pattern, step, form, past)
  where summary_period.code like k.pattern and (k.kind <> 'MONTH' or summary_period.code not like '%Q_')
$$;

comment on function summary_period(text, date) is
  'Returns the kind and the days of the period of a summary: a week 2018-W22, a month 2018-05, a quarter 2018-Q2 or a year 2018, by its code and its first day. before_day and before_code are the preceding period; past_days are the first days of the periods whose open deals a summary shows: twelve weeks or months, eight quarters, five years, the last being the period itself.';

grant execute on function summary_period(text, date) to ancrage_service;
