create or replace function stage_codes(words text[], codes jsonb) returns jsonb
language sql stable return
  (
    with
      label as materialized (
        select s.code, label_word
        from deal_stage s, jsonb_each_text(s.label) l, unnest(string_to_array(fold(l.value), ' ')) label_word
      ),
      stage as (
        select w.word, jsonb_agg(distinct 'stage.' || l.code) as codes
        from unnest(words) w (word)
          join label l on l.label_word = w.word
            or length(w.word) >= 4
            and l.label_word ^@ w.word
        group by w.word
      )
    select stage_codes.codes || coalesce(
      jsonb_object_agg(s.word, coalesce(stage_codes.codes -> s.word, '[]') || s.codes),
      '{}'
    )
    from stage s
  );

comment on function stage_codes(text[], jsonb) is
  'Returns codes, the codes that each word of a search means, with those of the stages whose label in any language has the word or, from four letters, a word that begins with it. An operator may change these labels, so they are not read from locales/.';

grant execute on function stage_codes(text[], jsonb) to ancrage_service;
