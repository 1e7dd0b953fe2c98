-- Made from fact_conditions(): `case r.fact when 'prospect' then i.prospect_id is not null … end`.
do $do$
begin
  execute format(
    $sql$
      create or replace function missing_facts(deal_id uuid, target_stage text) returns text[]
      language sql stable security definer set search_path = public, pg_temp as $$
        select coalesce(array_agg(r.fact order by r.stage_position, r.ordinal), '{}')
        from required_facts(target_stage) r
          left join (deal d join deal_identity i on i.deal_id = d.id) on d.id = missing_facts.deal_id
            and d.full_acl &&& (select viewer_acl_tokens())
        where not coalesce(case r.fact %s end, false)
      $$
    $sql$,
    (
      select string_agg(format(E'\n          when %L then %s', f.fact, f.condition), '' order by f.ordinal)
      from fact_conditions() with ordinality f (fact, condition, ordinal)
    )
  );
end
$do$;

comment on function missing_facts(uuid, text) is
  'Returns the facts that a deal lacks to be in a stage, in the order of the stages: all of them for a deal that does not exist or that the viewer does not see in full, none for an unknown stage. Security definer: a fact counts whether or not the viewer may see the row that shows it, such as a meeting about another deal too. The same rule: missingFacts in src/deal/stage/stage.ts.';

grant execute on function missing_facts(uuid, text) to ancrage_service;
