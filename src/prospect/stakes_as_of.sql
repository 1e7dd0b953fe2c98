create or replace function stakes_as_of(day date, known_at timestamptz) returns table (
  holder_id uuid, held_id uuid
)
language sql stable as $$
  select k.holder_id, k.held_id
  from (
    select
      s.holder_id, s.held_id,
      case when h.stake_id is null then s.since else h.since end as since,
      case when h.stake_id is null then s.ended_on else h.ended_on end as ended_on
    from stake s
      left join stake_history h on h.stake_id = s.id
        and h.known_since <= stakes_as_of.known_at
        and h.replaced_at > stakes_as_of.known_at
    where s.created_at <= stakes_as_of.known_at
      and (s.withdrawn_at is null or s.withdrawn_at > stakes_as_of.known_at)
  ) k
  where (k.since <= stakes_as_of.day) is not false and (k.ended_on is null or k.ended_on > stakes_as_of.day)
$$;

comment on function stakes_as_of(date, timestamptz) is
  'Returns the stakes that were held at the end of a day, as far as was recorded by an instant. A null day: those without an end. Only stakes that the viewer sees; where they could not see the earlier days then, with those of today.';

grant execute on function stakes_as_of(date, timestamptz) to ancrage_service;
