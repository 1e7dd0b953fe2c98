create or replace function redact_text(content text, name_pattern text) returns text
language plpgsql immutable as $$
declare
  folded constant text := fold(content);
  result text := '';
  start int := 1;
  position int;
begin
  -- Positions in the folded text are those of the text only if folding has kept its length.
  if length(folded) <> length(content) then
    return regexp_replace(content, name_pattern, '[…]', 'gi');
  end if;
  loop
    position := regexp_instr(folded, name_pattern, start);
    exit when coalesce(position, 0) = 0;
    result := result || substr(content, start, position - start) || '[…]';
    start := regexp_instr(folded, name_pattern, start, 1, 1);
  end loop;
  return result || substr(content, start);
end $$;

comment on function redact_text(text, text) is
  'Replaces every match of a folded pattern in a text by […], whatever its case and accents.';

grant execute on function redact_text(text, text) to ancrage_service;
