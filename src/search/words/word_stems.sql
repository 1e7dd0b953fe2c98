create or replace function word_stems(word text) returns text[]
language sql immutable strict parallel safe return
  case
    when word !~ '^[a-z]{4,40}$' then '{}'
    else array(
      select distinct stem
      from unnest(
        ts_lexize('french_stem', word) || ts_lexize('dutch_stem', word) || ts_lexize(
          'german_stem', word
        ) || ts_lexize('english_stem', word)
      ) stem
      where length(stem) >= 3
    )
  end;

comment on function word_stems(text) is
  'Returns the stems of a folded word in French, Dutch, German and English, because the language of a text is not known: signe, signed and signer share sign. Empty for words of fewer than four letters and for words with other signs than the letters a to z; without stems of fewer than three letters and those of stop words. Null for null.';

grant execute on function word_stems(text) to ancrage_service;
