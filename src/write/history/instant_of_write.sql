create or replace function instant_of_write(instant timestamptz) returns timestamptz
language sql stable as $$
  select case
    when viewer_id() is null
      or instant between now() - interval '1 minute' and clock_timestamp() + interval '1 minute'
      or allows_past_instants() then instant
    else date_trunc('milliseconds', now())
  end
$$;

comment on function instant_of_write(timestamptz) is
  'Returns the instant that a writer gives for a write; the present one instead of an instant more than a minute away, so that no viewer changes what was known earlier. The owner, who imports, and a transaction of allow_past_instants() give any instant.';

grant execute on function instant_of_write(timestamptz) to ancrage_service;
