create or replace function are_digests_valid(side jsonb, salts jsonb, digests jsonb) returns boolean
language sql immutable as $$
  select (side is null) = (digests is null)
    and (
      side is null
        or (select count(*) from jsonb_object_keys(side)) = (select count(*) from jsonb_object_keys(digests))
    )
    and (
      side is null
        or not exists (
          select 1
          from jsonb_each_text(digests) d
          where not coalesce(
            case
              when salts ? d.key then value_digest(salts ->> d.key, side -> d.key) = d.value
              else side -> d.key = 'null'
            end,
            false
          )
        )
    )
$$;

comment on function are_digests_valid(jsonb, jsonb, jsonb) is
  'Whether each value is the one that was digested, or was erased together with its salt.';

grant execute on function are_digests_valid(jsonb, jsonb, jsonb) to ancrage_service;
