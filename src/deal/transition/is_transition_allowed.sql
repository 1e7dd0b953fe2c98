create or replace function is_transition_allowed(origin text, target text, resume text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(
    case o.outcome
      when 'PAUSED' then t.code = resume
      when 'OPEN' then t.code <> o.code and (t.outcome <> 'WON' or o.code = 'COMMITTED')
      else t.outcome = 'OPEN' and t.position <= (select position from deal_stage where code = resume)
    end,
    false
  )
  from deal_stage o, deal_stage t
  where o.code = origin and t.code = target
$$;

grant execute on function is_transition_allowed(text, text, text) to ancrage_service;
