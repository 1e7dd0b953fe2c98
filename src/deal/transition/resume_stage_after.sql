create or replace function resume_stage_after(target text, origin text, resume text) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select case
    when t.outcome = 'OPEN' then null
    when (select outcome from deal_stage where code = origin) = 'OPEN' then origin
    else resume
  end
  from deal_stage t
  where t.code = target
$$;

comment on function resume_stage_after(text, text, text) is
  'Where a paused or ended deal goes on: where it stood when it was last open.';
