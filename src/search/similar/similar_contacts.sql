create or replace function similar_contacts(name text, max_hits int) returns table (
  id uuid, similarity double precision, place bigint
)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  query constant text := array_to_string(search_words(similar_contacts.name), ' ');
  tokens constant int[] := viewer_acl_tokens();
begin
  perform set_config('pg_trgm.word_similarity_threshold', '0.4', true);
  return query
  with
    -- that the viewer sees under a similar name, the most similar first
    named as materialized (
      select c.id, similar_names(query, c.name) as score
        from contact c
       where length(query) >= 2 and query <% fold(c.name) and c.acl &&& tokens
       order by word_similarity(query, fold(c.name)) desc, c.id
       limit 100)
  select n.id, n.score, row_number() over (order by n.score desc, n.id desc)
    from named n where n.score >= 0.45 order by n.score desc, n.id desc limit max_hits;
end $$;

comment on function similar_contacts(text, int) is
  'Returns the people that the viewer sees and who may be the same person, at most max_hits, the most similar name first. People that the viewer does not see are left out before they are compared, sorted or counted. Security definer: under row-level security PostgreSQL would not use the trigram index.';

grant execute on function similar_contacts(text, int) to ancrage_service;
