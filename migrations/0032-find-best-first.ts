import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Hits in the same order as before, found without asking for the row behind each entry that has the words; short words are no beginnings. */
export class FindBestFirst0032 implements MigrationInterface {
  name = 'FindBestFirst1795219200032'

  async up(db: QueryRunner): Promise<void> {
    await db.query(sizedSql)
    await db.query(askedSql)
    await db.query(hitsSql)
    await db.query(shownSql)
    await db.query('call close_routines()')
  }

  async down(): Promise<void> {
    throw new Error('The functions before this find the same more slowly: restore a backup instead.')
  }
}

/** An entry also says of how many words its shortest name is: \`=2\`. So the index gives the best first. */
const sizedSql = `
create or replace function words_searched(s searched, out words tsvector, out size int)
language plpgsql stable set search_path = public, pg_temp as $$
declare
  said text;
  word text;
  all_words text[];
  bare text[];
  lexemes text[] := '{}';
begin
  foreach said in array s.names loop
    continue when said is null;
    all_words := search_words(said);
    bare := without_legal_forms(all_words);
    for n in 1..cardinality(bare) - 1 loop
      word := bare[n] || bare[n + 1];
      if length(word) <= 30 then all_words := all_words || word; end if;
    end loop;
    foreach word in array all_words loop
      lexemes := lexemes || word || ('^' || word) || typos_of(word);
    end loop;
    size := least(size, greatest(1, cardinality(bare)));
  end loop;
  foreach said in array s.prose loop
    lexemes := lexemes || coalesce(search_words(said), '{}');
  end loop;
  size := coalesce(size, 1);
  if lexemes <> '{}' then lexemes := lexemes || ('=' || size); end if;
  words := array_to_tsvector(lexemes);
end $$;

-- written anew as a whole: an update would leave the table twice as large
drop index search_entry_words;
create temporary table entry_before on commit drop as select * from search_entry;
truncate search_entry;
insert into search_entry (place, subject_id, words, size)
select place, subject_id, words || array_to_tsvector(array['=' || size]), size from entry_before;
drop table entry_before;
set local maintenance_work_mem = '256MB';
create index search_entry_words on search_entry using gin (words);

-- Best first, where so many have the words that the first of all are soon there. As bigint, so that no plan takes it for
-- the other index: what is compared has to be leakproof, as this is, or it is not compared before the policy.
create index search_entry_order on search_entry ((size::bigint), subject_id desc);
`

/**
 * The same queries, made by loops. What is dear in them and finds little is left out: the beginnings of all the words that
 * start with "et", of which a tenth of all entries has one, and of two long words written as one every typo.
 */
const askedSql = `
create or replace function ways_to_write(word text, fit int, whole boolean) returns text language plpgsql immutable parallel safe as $$
declare
  ways text := lexeme(word, case when fit < 3 then '^' else '' end) || case when whole or fit = 1 then '' else ':*' end;
  typo text;
begin
  if fit = 4 then
    foreach typo in array typos_of(word) loop
      ways := ways || ' | ' || lexeme(typo);
    end loop;
  end if;
  return ways;
end $$;

-- Every word, in any order; each may stand together with its neighbour, then with a typo only where one of the two is too
-- short for a typo of its own. The last may be a beginning of two letters or more, those before it of four or more.
create or replace function search_query(words text[], fit int) returns tsquery language plpgsql immutable parallel safe as $$
declare
  last constant int := cardinality(words);
  mistyped constant boolean[] := array(select typos_of(word) <> '{}' from unnest(words) with ordinality w (word, n) order by n);
  before text;
  together text;
  meant text := '';
begin
  for n in 1 .. last loop
    together := case when n < last then
      ways_to_write(words[n] || words[n + 1], case when fit = 4 and mistyped[n] and mistyped[n + 1] then 3 else fit end, true) end;
    meant := meant || case when n > 1 then ' & (' else '(' end
      || concat_ws(' | ', ways_to_write(words[n], fit, length(words[n]) < case when n = last then 2 else 4 end), before, together) || ')';
    before := together;
  end loop;
  return meant;
end $$;

-- Of so many words, as a part of a query; no largest: or of more.
create function of_size(smallest int, largest int) returns tsquery language plpgsql immutable parallel safe as $$
declare
  sizes text[] := '{}';
begin
  for size in case when largest is null then 1 else smallest end .. coalesce(largest, smallest - 1) loop
    sizes := sizes || lexeme(size::text, '=');
  end loop;
  return case when largest is null then '!' else '' end || '(' || array_to_string(sizes, ' | ') || ')';
end $$;

-- Each fit has a fifth of the scores: 0.8 to 1 for words of a name as they are written.
create function search_score(fit int, asked int, size int) returns double precision language sql immutable parallel safe
return round(0.2 * (4 - fit + least(1, asked::numeric / size)) + 0.2, 4);

create function hit_kind(place text) returns text language sql immutable parallel safe
return case place when 'deal_identity' then 'DEAL' else upper(place) end;
`

/**
 * All of this runs under the policies of whoever asks, and what it does next follows only from what he may see. Nothing is
 * left out that would have been among the best: a part that is not looked through whole is one of the same fit and size,
 * read in the order of the hits.
 */
const hitsSql = `
-- The best of one fit and of these sizes, in their order, where more have the words than one wants to look at. \`asked\` is
-- how many words were asked for: names of as many or fewer score alike. A deal may be there twice.
create function search_in_order(asked int, fit int, smallest int, largest int, but uuid[], most int)
returns table (kind text, id uuid, score double precision)
language plpgsql stable set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as $$
begin
  return query
  select hit_kind(h.place), h.subject_id, max(search_score(fit, asked, h.size))
    from (
      select best.* from generate_series(smallest, least(largest, asked)) n, lateral (
          select e.place, e.subject_id, e.size from search_entry e
           where e.size::bigint = n and e.subject_id <> all(but) order by e.subject_id desc limit 2 * most) best
      union all
      (select e.place, e.subject_id, e.size from search_entry e
        where smallest > asked and e.size::bigint between smallest and coalesce(largest, 2147483647) and e.subject_id <> all(but)
        order by e.size::bigint, e.subject_id desc limit 2 * most)) h
   group by 1, 2 order by 3 desc, 2 desc limit most;
end $$;

-- The best of these fits and sizes, without what was found. Few are all looked at; of many first those that score best:
-- one fit after the other, and of each the shortest names first.
create function search_among(asked text[], fit int, last_fit int, smallest int, largest int, but uuid[], most int)
returns table (kind text, id uuid, score double precision)
language plpgsql volatile set enable_seqscan = off set effective_io_concurrency = 0 as $$
declare
  number constant int := cardinality(asked);
  of_all_sizes constant boolean := smallest = 1 and largest is null;
  -- what costs least: with typos the query is dear, and is not asked again for a hundred rows less
  few constant int := case when not of_all_sizes then 1000 when fit = 1 then 50 else 200 end;
  beginnings constant tsquery := search_query(asked, 2);
  anywhere constant tsquery := search_query(asked, 3);
  query tsquery := search_query(asked, last_fit);
  entries bigint := 0;
begin
  if not of_all_sizes then query := query && of_size(smallest, largest); end if;
  perform set_config('ancrage.search', query::text, true);
  for kind, id, score, entries in
    with part as materialized (
      select e.place, e.subject_id, e.size,
             case when fit = last_fit then fit when e.words @@ beginnings then 2 when e.words @@ anywhere then 3 else 4 end as fits
        from search_entry e where e.subject_id <> all(but) limit few + 1)
    select hit_kind(p.place), p.subject_id, max(search_score(p.fits, number, p.size)), (select count(*) from part)
      from part p group by 1, 2 order by 3 desc, 2 desc limit most
  loop
    exit when entries > few;
    return next;
  end loop;
  if coalesce(entries, 0) <= few then return; end if;

  if fit < last_fit then
    for f in fit .. last_fit loop
      for kind, id, score in select * from search_among(asked, f, f, smallest, largest, but, most) loop
        return next;
        but := but || id;
        most := most - 1;
      end loop;
      exit when most = 0;
    end loop;
  elsif of_all_sizes then
    for size in number .. number + 3 loop
      for kind, id, score in
        select * from search_among(asked, fit, fit, case when size = number then 1 else size end,
                                   case when size < number + 3 then size end, but, most) loop
        return next;
        but := but || id;
        most := most - 1;
      end loop;
      exit when most = 0;
    end loop;
  else
    return query select * from search_in_order(number, fit, smallest, largest, but, most);
  end if;
end $$;

-- The best hits for words, under the policies of whoever asks: by how well they fit, how much of a name they are, and the
-- latest first. The best fit by itself, since common words have enough of it; then all the others.
create or replace function search_hits(asked text[], most int) returns table (kind text, id uuid, score double precision)
language plpgsql volatile as $$
declare
  found_ids uuid[] := '{}';
begin
  if not row_security_active('search_entry') then
    raise exception 'searching is for those whom the policies hold for' using errcode = 'insufficient_privilege';
  end if;
  for fit in 1 .. 2 loop
    exit when cardinality(found_ids) >= most;
    for kind, id, score in
      select * from search_among(asked, fit, case fit when 1 then 1 else 4 end, 1, null, found_ids, most - cardinality(found_ids))
    loop
      found_ids := found_ids || id;
      return next;
    end loop;
  end loop;
  perform set_config('ancrage.search', '', true);
end $$;
`

// whatever separates words, in any script: ASCII and Latin-1 signs, general and CJK punctuation
const signs = String.raw`\x01-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb-\xbf\u2000-\u206f\u3000-\u303f`

// of which each is a word, though they are written together
const together = String.raw`[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]`

/** What a hit shows, as before: without a query for each text and each word, and as arrays, which nobody has to parse. */
const shownSql = String.raw`
-- The words of a text that a query may have meant: asked for, begun by one that counts as a beginning, or in a name mistyped.
create function words_meant(words text[], asked text[], begun text[], typos text[], is_name boolean) returns text[]
language plpgsql immutable parallel safe as $$
declare
  word text;
  meant text[] := '{}';
  likely text[] := '{}';
begin
  foreach word in array words loop
    if word = any (asked) or word ^@ any (begun) then meant := meant || word; end if;
  end loop;
  if not is_name or cardinality(meant) >= (cardinality(asked) + 1) / 2 then return meant; end if;
  foreach word in array words loop
    if word <> all (likely) and (word = any (meant) or typos_of(word) && typos) then likely := likely || word; end if;
  end loop;
  return likely;
end $$;

-- A text taken apart into words and what stands between them; what no text may have in it marks where.
create function cut_apart(said text) returns text[] language plpgsql immutable parallel safe as $$
begin
  return array_remove(string_to_array(regexp_replace(said, '([${signs}]+)', E'\x01\\1\x01', 'g'), E'\x01'), '');
end $$;

-- A text in parts, each either one of these words or not; of a long one what stands around the first, with "…" for what is left out.
create function marked_parts(said text, meant text[], out parts text[], out marks boolean[]) language plpgsql immutable parallel safe as $$
declare
  folded text[];
  part text;
  since int;
  until int;
begin
  parts := cut_apart(said);
  marks := '{}';
  -- at once, where comparing takes no word apart and puts none together
  if cardinality(parts) <= 60 and said !~ '${together}' then
    folded := cut_apart(fold(normalize(said, NFKC)));
    if cardinality(folded) = cardinality(parts) then
      foreach part in array folded loop
        marks := marks || (left(part, 100) = any (meant));
      end loop;
      return;
    end if;
  end if;
  foreach part in array parts loop
    marks := marks || (search_words(part) && meant);
  end loop;
  since := greatest(1, coalesce(array_position(marks, true), 1) - 20);
  until := since + 60;
  folded := parts;
  parts := case when since > 1 then '{…}'::text[] else '{}' end || folded[since:until]
    || case when until < cardinality(folded) then '{…}'::text[] else '{}' end;
  marks := case when since > 1 then '{f}'::boolean[] else '{}' end || marks[since:until]
    || case when until < cardinality(folded) then '{f}'::boolean[] else '{}' end;
end $$;

drop function search(text, int);
drop function words_meant(text[], text[], text[], boolean);
drop function parts_of(text, text[]);

-- Of each hit the first of its texts that has all the words; where none has, the one with most of them.
create function search(asked text, most int)
returns table (kind text, id uuid, title text, field text, parts text[], marks boolean[], score double precision, place bigint)
language plpgsql volatile as $$
declare
  wanted text[] := without_legal_forms(search_words(asked));
  begun text[] := '{}';
  pairs text[] := '{}';
  typos text[] := '{}';
  kinds text[];
  ids uuid[];
  scores double precision[];
  said record;
  word text;
  shown text;
  meant text[];
  best text[];
begin
  for n in 1 .. cardinality(wanted) loop
    if length(wanted[n]) >= (case when n = cardinality(wanted) then 2 else 4 end) then begun := begun || wanted[n]; end if;
    if n < cardinality(wanted) then pairs := pairs || (wanted[n] || wanted[n + 1]); end if;
  end loop;
  foreach word in array wanted || pairs loop
    typos := typos || typos_of(word);
  end loop;
  select array_agg(h.kind), array_agg(h.id), array_agg(h.score) into kinds, ids, scores from search_hits(wanted, most) h;
  place := null;
  for said in select * from search_texts(kinds, ids) loop
    if place is distinct from said.hit then
      if place is not null then
        select m.parts, m.marks into parts, marks from marked_parts(shown, best) m;
        return next;
      end if;
      place := said.hit;
      kind := kinds[place];
      id := ids[place];
      score := scores[place];
      title := said.said;
      best := null;
    end if;
    continue when cardinality(best) >= cardinality(wanted);
    meant := words_meant(search_words(said.said), wanted || pairs, begun, typos, said.is_name);
    if best is null or cardinality(meant) > cardinality(best) then
      field := said.field;
      shown := said.said;
      best := meant;
    end if;
  end loop;
  if place is not null then
    select m.parts, m.marks into parts, marks from marked_parts(shown, best) m;
    return next;
  end if;
end $$;
`
