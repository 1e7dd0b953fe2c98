import type { MigrationInterface, QueryRunner } from 'typeorm'

/** One box over prospects, contacts, deals, meetings, agreements and claims: what words stand where, and who may find them. */
export class Search0017 implements MigrationInterface {
  name = 'Search1795219200017'

  async up(db: QueryRunner): Promise<void> {
    await db.query(wordSql)
    await db.query(entrySql)
    await db.query(mirrorSql)
    await db.query(askedSql)
    await db.query(shownSql)
    await db.query(searchSql)
    await db.query('select rebuild_search()')
  }

  async down(): Promise<void> {
    throw new Error('The search is not taken away: restore a backup instead.')
  }
}

// whatever separates words, in any script: ASCII and Latin-1 signs, general and CJK punctuation
const signs = String.raw`\x01-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb-\xbf\u2000-\u206f\u3000-\u303f`

// of which each is a word, though they are written together
const together = String.raw`[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]`

const wordSql = String.raw`
-- The words of a text as they are compared: without case and accents, "S.A." as one, each Chinese or Japanese character by itself.
create function search_words(value text) returns text[] language plpgsql immutable strict parallel safe as $$
declare words text := regexp_replace(fold(normalize(value, NFKC)), '\m([a-z])\.(?=[a-z]\M)', '\1', 'g');
begin
  if words ~ '${together}' then
    words := regexp_replace(words, '(${together})', ' \1 ', 'g');
  end if;
  if length(words) > 100 then words := regexp_replace(words, '([^${signs}]{100})[^${signs}]+', '\1', 'g'); end if;
  return array_remove(regexp_split_to_array(words, '[${signs}]+'), '');
end $$;

-- What a company's form is called says nothing about which company it is.
create function without_legal_forms(words text[]) returns text[] language plpgsql immutable strict parallel safe as $$
declare bare text := btrim(regexp_replace(' ' || array_to_string(words, '  ') || ' ',
  ' (societe  anonyme|societe  a  responsabilite  limitee|societe  europeenne|naamloze  vennootschap|besloten  vennootschap|'
  'aktiengesellschaft|gesellschaft  mit  beschrankter  haftung|sa|nv|srl|bv|sprl|bvba|scrl|cvba|cv|sc|sca|snc|vof|scs|asbl|vzw|aisbl|'
  'gmbh|mbh|ag|kg|kgaa|ohg|ug|gbr|sarl|sas|sasu|eurl|gie|ltd|limited|plc|llc|llp|lp|inc|incorporated|corp|corporation|'
  'co|spa|sl|sau|oy|oyj|ab|as|asa|aps|se|kk|pte|pty|sdn|bhd|pvt|doo|sro|kft|zrt)(?= )', '', 'g'));
begin
  return case when bare = '' then words else regexp_split_to_array(bare, ' +') end;
end $$;

-- The ways to write a word with one typo, from either side: it with double letters as single ones, and that without one
-- of its letters. Two words that share one differ by a letter that was left out, put in, taken for another or swapped.
create function typos_of(word text) returns text[] language plpgsql immutable strict parallel safe as $$
declare key text;
begin
  if word ~ '[0-9]' or length(word) < 4 then return '{}'; end if;
  key := regexp_replace(replace(replace(word, 'ph', 'f'), 'y', 'i'), '(.)\1+', '\1', 'g');
  if length(key) not between 4 and 40 then return '{}'; end if;
  -- where the letter stood between two alike, these are one now
  return array(select '~' || left(key, n - 1) || substr(key, n + 1 + (n > 1 and substr(key, n - 1, 1) = substr(key, n + 1, 1))::int)
                 from generate_series(1, length(key)) n) || ('~' || key);
end $$;
`

/**
 * What stands for a row in the search: lexemes for its words. \`word\`: it stands anywhere; \`^word\`: in one of its names;
 * \`~…\`: a typo of a word in a name. No text and no access key: who may find it is asked of the row itself.
 */
const entrySql = `
create table search_entry (
  place text not null check (place in ('prospect','contact','deal','deal_identity','meeting','agreement','claim')),
  subject_id uuid not null,
  words tsvector not null,
  -- of how many words its shortest name is
  size int not null,
  primary key (place, subject_id)
);
create index search_entry_words on search_entry using gin (words);

-- what is searched for, in this transaction
create function asked_words() returns tsquery language sql stable parallel restricted
return nullif(current_setting('ancrage.search', true), '')::tsquery;

-- The words asked for are a part of the policy: so the index may answer them before the rows behind are asked. Each of
-- these is asked under its own policy. Scalar, so that none is ever looked up by reading its whole table.
call protect('search_entry', $p$words @@ (select asked_words()) and case place
    when 'prospect' then (select true from prospect s where s.id = subject_id)
    when 'contact' then (select true from contact s where s.id = subject_id)
    when 'deal' then (select true from deal s where s.id = subject_id)
    when 'deal_identity' then (select true from deal_identity s where s.deal_id = subject_id)
    when 'meeting' then (select true from meeting s where s.id = subject_id)
    when 'agreement' then (select true from agreement s where s.id = subject_id)
    when 'claim' then (select true from claim s where s.id = subject_id)
  end$p$, '');
`

/** What of each row is searched; entries are kept in the transaction that changes it. */
const mirrorSql = `
create type searched as (names text[], prose text[]);
create function searched(r prospect) returns searched language sql stable
return row(array[r.name, r.legal_name, r.enterprise_number, r.lei] || r.aliases, array[r.city, r.website])::searched;
create function searched(r contact) returns searched language sql stable
return row(array[r.name], array[r.job_title] || r.emails || r.phones)::searched;
create function searched(r deal) returns searched language sql stable
return row(array[r.reference, r.code_name], '{}'::text[])::searched;
create function searched(r deal_identity) returns searched language sql stable
return row(array[r.title], array[r.description])::searched;
create function searched(r meeting) returns searched language sql stable
return row(array[r.title], array[r.place, r.outcome, r.cancel_reason] || r.topics)::searched;
create function searched(r agreement) returns searched language sql stable
return row(array[r.title], array[r.place] || array(select p.name from agreement_party p where p.agreement_id = r.id order by p.id))::searched;
create function searched(r claim) returns searched language sql stable
return row(array[r.statement], array[r.wording, r.source_name])::searched;

create function words_searched(s searched, out words tsvector, out size int)
language plpgsql stable set search_path = public, pg_temp as $$
declare
  said text;
  word text;
  bare text[];
  pairs text[];
  lexemes text[] := '{}';
begin
  foreach said in array s.names loop
    continue when said is null;
    bare := without_legal_forms(search_words(said));
    pairs := array(select bare[n] || bare[n + 1] from generate_series(1, cardinality(bare) - 1) n where length(bare[n] || bare[n + 1]) <= 30);
    foreach word in array search_words(said) || pairs loop
      lexemes := lexemes || word || ('^' || word) || typos_of(word);
    end loop;
    size := least(size, greatest(1, cardinality(bare)));
  end loop;
  foreach said in array s.prose loop
    lexemes := lexemes || coalesce(search_words(said), '{}');
  end loop;
  words := array_to_tsvector(lexemes);
  size := coalesce(size, 1);
end $$;

create function put_search_entry(place text, id uuid, s searched) returns void
language plpgsql set search_path = public, pg_temp as $$
declare entry record;
begin
  select * into entry from words_searched(s);
  if entry.words = '' then
    delete from search_entry e where e.place = put_search_entry.place and e.subject_id = id;
  else
    insert into search_entry as e values (place, id, entry.words, entry.size)
    on conflict on constraint search_entry_pkey do update set words = excluded.words, size = excluded.size
      where (e.words, e.size) is distinct from (excluded.words, excluded.size);
  end if;
end $$;

create function keeps_search_entry() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    delete from search_entry where place = tg_table_name and subject_id = (to_jsonb(old) ->> tg_argv[0])::uuid;
  else
    perform put_search_entry(tg_table_name, (to_jsonb(new) ->> tg_argv[0])::uuid, searched(new));
  end if;
  return null;
end $$;

create procedure keep_search(name text, key text, columns text) language plpgsql as $$
begin
  execute format('create trigger keeps_search_entry after insert or delete or update of %s on %I for each row execute function keeps_search_entry(%L)',
    columns, name, key);
end $$;
call keep_search('prospect', 'id', 'name, legal_name, enterprise_number, lei, aliases, city, website');
call keep_search('contact', 'id', 'name, job_title, emails, phones');
call keep_search('deal', 'id', 'reference, code_name');
call keep_search('deal_identity', 'deal_id', 'title, description');
call keep_search('meeting', 'id', 'title, place, outcome, cancel_reason, topics');
call keep_search('agreement', 'id', 'title, place');
call keep_search('claim', 'id', 'statement, wording, source_name');

create function party_keeps_search_entry() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform put_search_entry('agreement', a.id, searched(a)) from agreement a
    where a.id = case tg_op when 'DELETE' then old.agreement_id else new.agreement_id end;
  return null;
end $$;
create trigger party_keeps_search_entry after insert or delete or update of name on agreement_party
  for each row execute function party_keeps_search_entry();

-- All entries anew, from the rows; for what was put in without triggers.
create function rebuild_search() returns void language sql set search_path = public, pg_temp as $$
  delete from search_entry;
  insert into search_entry
  select place, id, w.words, w.size from (
      select 'prospect' as place, id, searched(r) as s from prospect r
      union all select 'contact', id, searched(r) from contact r
      union all select 'deal', id, searched(r) from deal r
      union all select 'deal_identity', deal_id, searched(r) from deal_identity r
      union all select 'meeting', id, searched(r) from meeting r
      union all select 'agreement', id, searched(r) from agreement r
      union all select 'claim', id, searched(r) from claim r) r, lateral words_searched(r.s) w
   where w.words <> '';
$$;
revoke execute on function put_search_entry, rebuild_search, words_searched from public, ancrage_service;
revoke execute on procedure keep_search from public, ancrage_service;
`

/** The ways to ask for words, the best fit first. */
const askedSql = `
create function lexeme(word text, sign text default '') returns text language sql immutable parallel safe
return '''' || replace(replace(sign || word, '\\', '\\\\'), '''', '''''') || '''';

-- One word, or two that stand together: as it is written in a name, as a name begins with it, anywhere, with a typo.
create function ways_to_write(word text, fit int, whole boolean) returns text language sql immutable parallel safe as $$
  select case fit when 1 then lexeme(word, '^')
    when 2 then lexeme(word, '^') || case when whole then '' else ':*' end
    when 3 then lexeme(word) || case when whole then '' else ':*' end
    else concat_ws(' | ', lexeme(word) || case when whole then '' else ':*' end,
           (select string_agg(lexeme(t), ' | ') from unnest(typos_of(word)) t)) end
$$;

-- Every word, in any order; each may stand together with its neighbour.
create function search_query(words text[], fit int) returns tsquery language sql immutable parallel safe as $$
  select string_agg('(' || concat_ws(' | ', ways_to_write(words[n], fit, false),
      case when n > 1 then ways_to_write(words[n - 1] || words[n], fit, true) end,
      case when n < cardinality(words) then ways_to_write(words[n] || words[n + 1], fit, true) end) || ')', ' & ')::tsquery
    from generate_series(1, cardinality(words)) n
$$;
`

/** What a hit shows, read as whoever asks. */
const shownSql = String.raw`
-- The texts of what was found, each with the place of its hit; its names first, and the first is its title.
create function search_texts(kinds text[], ids uuid[])
returns table (hit bigint, n int, field text, said text, is_name boolean)
language plpgsql stable as $$
begin
  return query
  with hits as materialized (select h.* from unnest(kinds, ids) with ordinality h (kind, id, hit))
  select h.hit, v.n, v.field, v.said, v.is_name from hits h join prospect p on p.id = h.id, lateral (values
      (1, 'name', p.name, true), (2, 'legalName', p.legal_name, true), (4, 'enterpriseNumber', p.enterprise_number, true),
      (5, 'lei', p.lei, true), (6, 'city', p.city, false), (7, 'website', p.website, false)) v (n, field, said, is_name)
    where h.kind = 'PROSPECT' and v.said is not null
  union all select h.hit, 3, 'aliases', a, true from hits h join prospect p on p.id = h.id, unnest(p.aliases) a where h.kind = 'PROSPECT'
  union all select h.hit, v.n, v.field, v.said, v.is_name from hits h join contact c on c.id = h.id, lateral (values
      (1, 'name', c.name, true), (2, 'jobTitle', c.job_title, false)) v (n, field, said, is_name)
    where h.kind = 'CONTACT' and v.said is not null
  union all select h.hit, 3, 'emails', e, false from hits h join contact c on c.id = h.id, unnest(c.emails) e where h.kind = 'CONTACT'
  union all select h.hit, 4, 'phones', e, false from hits h join contact c on c.id = h.id, unnest(c.phones) e where h.kind = 'CONTACT'
  union all select h.hit, v.n, v.field, v.said, v.is_name from hits h join deal d on d.id = h.id left join deal_identity i on i.deal_id = d.id, lateral (values
      (1, 'title', i.title, true), (2, 'codeName', d.code_name, true), (3, 'reference', d.reference, true),
      (4, 'description', i.description, false)) v (n, field, said, is_name)
    where h.kind = 'DEAL' and v.said is not null
  union all select h.hit, v.n, v.field, v.said, v.is_name from hits h join meeting m on m.id = h.id, lateral (values
      (1, 'title', m.title, true), (3, 'place', m.place, false), (4, 'outcome', m.outcome, false),
      (5, 'cancelReason', m.cancel_reason, false)) v (n, field, said, is_name)
    where h.kind = 'MEETING' and v.said is not null
  union all select h.hit, 2, 'topics', t, false from hits h join meeting m on m.id = h.id, unnest(m.topics) t where h.kind = 'MEETING'
  union all select h.hit, v.n, v.field, v.said, v.is_name from hits h join agreement a on a.id = h.id, lateral (values
      (1, 'title', a.title, true), (3, 'place', a.place, false)) v (n, field, said, is_name)
    where h.kind = 'AGREEMENT' and v.said is not null
  union all select h.hit, 2, 'parties', p.name, false from hits h join agreement_party p on p.agreement_id = h.id where h.kind = 'AGREEMENT' and p.name is not null
  union all select h.hit, v.n, v.field, v.said, v.is_name from hits h join claim c on c.id = h.id, lateral (values
      (1, 'statement', c.statement, true), (2, 'wording', c.wording, false), (3, 'source', c.source_name, false)) v (n, field, said, is_name)
    where h.kind = 'CLAIM' and v.said is not null
  order by 1, 2;
end $$;

-- The words of a text that were asked for: as they are written or as they begin; in names where not all are there, also with a typo.
create function words_meant(words text[], asked text[], typos text[], is_name boolean) returns text[]
language plpgsql immutable parallel safe as $$
declare
  meant text[] := array(select w from unnest(words) w where exists (select from unnest(asked) q where starts_with(w, q)));
begin
  if is_name and cardinality(meant) < (cardinality(asked) + 1) / 2 then
    return array(select distinct w from unnest(words) w where w = any(meant) or typos_of(w) && typos);
  end if;
  return meant;
end $$;

-- A text in parts, each either one of these words or not; of a long one what stands around the first, with "…" for what is left out.
create function parts_of(said text, meant text[]) returns jsonb language plpgsql immutable parallel safe as $$
declare
  cut constant text := '[${signs}]+|[^${signs}]+';
  parts text[] := array(select m.cut[1] from regexp_matches(said, cut, 'g') m (cut));
  folded text[] := array(select m.cut[1] from regexp_matches(fold(normalize(said, NFKC)), cut, 'g') m (cut));
  matches boolean[];
  since int;
begin
  -- all at once, where comparing takes no word apart and puts none together
  if cardinality(parts) <= 60 and cardinality(folded) = cardinality(parts) and said !~ '${together}' then
    return (select jsonb_agg(jsonb_build_object('text', p.part, 'match', left(p.folded, 100) = any(meant)) order by p.n)
              from unnest(parts, folded) with ordinality p (part, folded, n));
  end if;
  matches := array(select search_words(part) && meant from unnest(parts) part);
  since := greatest(1, coalesce(array_position(matches, true), 1) - 20);
  return (select jsonb_agg(jsonb_build_object('text', t.part, 'match', t.match) order by t.n) from (
    select n, parts[n] as part, matches[n] as match from generate_series(since, least(since + 60, cardinality(parts))) n
    union all select 0, '…', false where since > 1
    union all select cardinality(parts) + 1, '…', false where since + 60 < cardinality(parts)) t);
end $$;
`

const searchSql = `
-- The best hits for words, under the policies of whoever asks: by how well they fit, how much of a name they are, and the
-- latest first. Each fit has a fifth of the scores: 0.8 to 1 for words of a name as they are written.
create function search_hits(asked text[], most int) returns table (kind text, id uuid, score double precision)
language plpgsql volatile as $$
declare
  found_ids uuid[] := '{}';
  beginnings constant tsquery := search_query(asked, 2);
  anywhere constant tsquery := search_query(asked, 3);
begin
  if not row_security_active('search_entry') then
    raise exception 'searching is for those whom the policies hold for' using errcode = 'insufficient_privilege';
  end if;
  -- the best fit by itself, since common words have enough of it; then all the others at once
  for fit in 1 .. 4 by 3 loop
    perform set_config('ancrage.search', search_query(asked, fit)::text, true);
    for kind, id, score in
      select case e.place when 'deal_identity' then 'DEAL' else upper(e.place) end as what, e.subject_id,
             max(round(0.2 * (4 - f.fit + least(1, cardinality(asked)::numeric / e.size)) + 0.2, 4)) as fits
        from search_entry e, lateral (select case when fit = 1 then 1 when e.words @@ beginnings then 2 when e.words @@ anywhere then 3 else 4 end) f (fit)
       where e.subject_id <> all(found_ids)
       group by what, e.subject_id order by fits desc, e.subject_id desc limit most - cardinality(found_ids)
    loop
      found_ids := found_ids || id;
      return next;
    end loop;
    exit when cardinality(found_ids) >= most;
  end loop;
  perform set_config('ancrage.search', '', true);
end $$;

-- Of each hit the first of its texts that has all the words; where none has, the one with most of them.
create function search(asked text, most int)
returns table (kind text, id uuid, title text, field text, parts jsonb, score double precision, place bigint)
language plpgsql volatile as $$
declare
  wanted text[] := without_legal_forms(search_words(asked));
  pairs text[] := array(select wanted[n] || wanted[n + 1] from generate_series(1, cardinality(wanted) - 1) n);
  typos text[] := array(select t from unnest(wanted || pairs) w, unnest(typos_of(w)) t);
  kinds text[];
  ids uuid[];
  scores double precision[];
  said record;
  shown text;
  meant text[];
  best text[];
begin
  select array_agg(h.kind), array_agg(h.id), array_agg(h.score) into kinds, ids, scores from search_hits(wanted, most) h;
  place := null;
  for said in select * from search_texts(kinds, ids) loop
    if place is distinct from said.hit then
      if place is not null then
        parts := parts_of(shown, best);
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
    meant := words_meant(search_words(said.said), wanted || pairs, typos, said.is_name);
    if best is null or cardinality(meant) > cardinality(best) then
      field := said.field;
      shown := said.said;
      best := meant;
    end if;
  end loop;
  if place is not null then
    parts := parts_of(shown, best);
    return next;
  end if;
end $$;
`
