create or replace function similar_prospects(
  name text, enterprise_number text, lei text, max_hits int
) returns table (id uuid, matched text, similarity double precision, place bigint)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  query constant text := array_to_string(strip_legal_forms(search_words(similar_prospects.name)), ' ');
  number constant text := regexp_replace(upper(similar_prospects.enterprise_number), '[^A-Z0-9]', '', 'g');
  tokens constant int[] := viewer_acl_tokens();
begin
  perform set_config('pg_trgm.word_similarity_threshold', '0.4', true);
  return query
  with
    -- what the viewer sees under a similar name, the most similar first
    named as materialized (
      select p.id
        from prospect p
       where length(query) >= 2
         and query <% join_names(p.name, p.legal_name, p.aliases)
         and p.acl &&& tokens
       order by word_similarity(query, join_names(p.name, p.legal_name, p.aliases)) desc, p.id
       limit 100),
    -- what the viewer sees under the same number
    numbered as materialized (
      select p.id
        from prospect p
       where number <> ''
         and regexp_replace(upper(p.enterprise_number), '[^A-Z0-9]', '', 'g') = number
         and p.enterprise_number is not null
         and p.acl &&& tokens
      union
      select p.id from prospect p where p.lei = upper(similar_prospects.lei) and p.acl &&& tokens),
    scored as (
      select n.id, v.value, similar_names(query, v.value) as score
        from named n join prospect p on p.id = n.id, unnest(array[p.name, p.legal_name] || p.aliases) v (value)
       where v.value is not null
      union all
      select n.id, p.name, 1 from numbered n join prospect p on p.id = n.id),
    best as (
      select distinct on (s.id) s.id, s.value, s.score
        from scored s where s.score >= 0.45 order by s.id, s.score desc, s.value)
  select b.id, b.value, b.score, row_number() over (order by b.score desc, b.id desc)
    from best b order by b.score desc, b.id desc limit max_hits;
end $$;

comment on function similar_prospects(text, text, text, int) is
  'Returns the prospects that the viewer sees and that may be the same company, at most max_hits, the most similar first: by name, legal name or alias without legal form, or with the same enterprise number or LEI (similarity 1). matched is the name that matches. Rows that the viewer does not see are left out before they are compared, sorted or counted. Security definer: under row-level security PostgreSQL would not use the trigram index.';

grant execute on function similar_prospects(text, text, text, int) to ancrage_service;
