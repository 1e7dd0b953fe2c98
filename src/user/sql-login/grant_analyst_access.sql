create or replace procedure grant_analyst_access()
language plpgsql set search_path = public, pg_temp as $$
declare
  function_name text;
begin
  begin
    create role ancrage_sql nologin nosuperuser nocreatedb nocreaterole nobypassrls;
  exception when duplicate_object or unique_violation then null;
  end;
  grant usage on schema analytics to ancrage_sql;
  grant select on all tables in schema analytics to ancrage_sql;
  -- The views run with the rights of their reader, so the tables that they read are granted too.
  execute (
    select format('grant select on %s to ancrage_sql', string_agg(distinct d.refobjid::regclass::text, ', '))
      from pg_class v
      join pg_rewrite r on r.ev_class = v.oid
      join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
       and d.refclassid = 'pg_class'::regclass
      join pg_class t on t.oid = d.refobjid and t.relkind = 'r'
     where v.relnamespace = 'analytics'::regnamespace);
  -- Functions that the policies of these tables and the views call.
  foreach function_name in array array[
    'viewer_acl_tokens()', 'viewer_id()', 'viewer_agency()', 'can_see_every_deal_of_meeting(uuid)',
    'can_see_every_deal_of_agreement(uuid)', 'horizon_reach(text)', 'standing_strength(text)',
    'known_projections(text, text, boolean, timestamptz)',
    'projections_as_of(text, text, boolean, date, timestamptz)',
    'current_projections()',
    'counted_projection(uuid, text, text, boolean, boolean, date, timestamptz)']
  loop
    execute format('grant execute on function %s to ancrage_sql', function_name);
  end loop;
end $$;

comment on procedure grant_analyst_access() is
  'Creates the role ancrage_sql, to which every SQL login belongs, and grants it the views of the schema analytics, with the tables and functions that they use. It reads these tables under their policies but cannot name them, as it may not use the schema public.';

grant execute on procedure grant_analyst_access() to ancrage_service;
