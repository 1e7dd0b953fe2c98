create or replace function are_digests_valid(fields jsonb, salts jsonb, digests jsonb) returns boolean
language sql immutable as $$
  select (fields is null) = (digests is null)
    and (
      fields is null
        or (select count(*) from jsonb_object_keys(fields)) = (
          select count(*) from jsonb_object_keys(digests)
        )
    )
    and (
      fields is null
        or not exists (
          select 1
          from jsonb_each_text(digests) d
          where not coalesce(
            case
              when salts ? d.key then value_digest(salts ->> d.key, fields -> d.key) = d.value
              else fields -> d.key = 'null'
            end,
            false
          )
        )
    )
$$;

comment on function are_digests_valid(jsonb, jsonb, jsonb) is
  'Returns whether the values before or after of an audit entry match their digests: each value is the digested one, or is null and was erased with its salt. Null values and null digests match.';

grant execute on function are_digests_valid(jsonb, jsonb, jsonb) to ancrage_service;
