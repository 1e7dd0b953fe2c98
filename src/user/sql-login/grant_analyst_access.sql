create or replace procedure grant_analyst_access()
language plpgsql set search_path = public, pg_temp as $$
declare
  f text;
begin
  begin
    create role ancrage_sql nologin nosuperuser nocreatedb nocreaterole nobypassrls;
  exception when duplicate_object or unique_violation then null;
  end;
  grant usage on schema analytics to ancrage_sql;
  grant select on all tables in schema analytics to ancrage_sql;
  execute (select format('grant select on %s to ancrage_sql', string_agg(distinct format('%s', d.refobjid::regclass), ', '))
             from pg_class v join pg_rewrite r on r.ev_class = v.oid
             join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid and d.refclassid = 'pg_class'::regclass
             join pg_class t on t.oid = d.refobjid and t.relkind = 'r'
            where v.relnamespace = 'analytics'::regnamespace);
  -- what the policies ask, and what the views are written with
  foreach f in array array[
    'viewer_acl_tokens()',
    'viewer_id()',
    'viewer_agency()',
    'can_see_every_deal_of_meeting(uuid)',
    'can_see_every_deal_of_agreement(uuid)',
    'has_agreement_deal(uuid)',
    'agency_of_user(uuid)',
    'horizon_reach(text)',
    'known_projections(text, text, boolean, timestamptz)',
    'projections_as_of(text, text, boolean, date, timestamptz)',
    'counted_projection(uuid, text, text, boolean, boolean, date, timestamptz)'
  ] loop
    execute format('grant execute on function %s to ancrage_sql', f);
  end loop;
end $$;

comment on procedure grant_analyst_access() is
  'The role of each login belongs to ancrage_sql, to which the views are granted. It reads the tables behind them too, under their policies, but cannot name them: the schema public is closed to it.';

grant execute on procedure grant_analyst_access() to ancrage_service;
