create or replace function mention_excerpt(content text, name_pattern text) returns text
language sql stable as $$
  select
    case when position > 41 then '…' else '' end || substr(content, greatest(1, position - 40), 160) || case
      when length(content) > greatest(1, position - 40) + 159 then '…'
      else ''
    end
  from (select regexp_instr(fold(content), name_pattern) as position) m
$$;

comment on function mention_excerpt(text, text) is
  'Returns a text of at most 160 characters around the first match of a folded pattern, with `…` for what is left out.';

grant execute on function mention_excerpt(text, text) to ancrage_service;
