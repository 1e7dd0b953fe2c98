create or replace function agreements_as_of(day date, known_at timestamptz) returns table (
  id uuid, title text, kind text, standing text, announced_on date, signed_on date, signed_when_from date,
  signed_when_to date, signed_when_precision text, place text, amount numeric, currency text, ended_on date
)
language sql stable as $$
  select
    a.id, a.title, a.kind,
    case
      when agreements_as_of.day is null then a.standing
      when a.ended_on <= agreements_as_of.day then 'ENDED'
      when a.signed_on <= agreements_as_of.day then 'SIGNED'
      else 'ANNOUNCED'
    end,
    case when (a.announced_on <= agreements_as_of.day) is not false then a.announced_on end,
    case when (a.signed_on <= agreements_as_of.day) is not false then a.signed_on end,
    case when (a.signed_on <= agreements_as_of.day) is not false then a.signed_when_from end,
    case when (a.signed_on <= agreements_as_of.day) is not false then a.signed_when_to end,
    case when (a.signed_on <= agreements_as_of.day) is not false then a.signed_when_precision end,
    a.place, a.amount, a.currency,
    case when (a.ended_on <= agreements_as_of.day) is not false then a.ended_on end
  from agreements_known_at(agreements_as_of.known_at) a
  where agreements_as_of.day is null or least(a.announced_on, a.signed_on, a.ended_on) <= agreements_as_of.day
$$;

comment on function agreements_as_of(date, timestamptz) is
  'Returns the agreements as recorded at an instant. With a day: those that had been announced, signed or ended by its end, with the standing that they had by then; talks and drafts have no day and are left out. Only agreements that the viewer sees.';

grant execute on function agreements_as_of(date, timestamptz) to ancrage_service;
