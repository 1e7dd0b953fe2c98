create or replace function redact_json(document jsonb, name_pattern text) returns jsonb
language sql immutable as $$
  select case jsonb_typeof(
    document
      )
      when 'string' then to_jsonb(redact_text(document #>> '{}', name_pattern))
      when 'array' then coalesce(
        (
          select jsonb_agg(redact_json(e, name_pattern) order by n)
          from jsonb_array_elements(document) with ordinality t (e, n)
        ),
        '[]'
      )
      when 'object' then coalesce(
        (select jsonb_object_agg(key, redact_json(value, name_pattern)) from jsonb_each(document)),
        '{}'
      )
      else document
  end
$$;

comment on function redact_json(jsonb, text) is
  'Applies redact_text() to every text value of a JSON document; keys stay.';

grant execute on function redact_json(jsonb, text) to ancrage_service;
