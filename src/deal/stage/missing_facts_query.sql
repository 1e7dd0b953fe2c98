-- Made from fact_conditions(): per fact a column of `needed` and an element of `lacking.missing`,
--   'prospect' = any (n.facts) as "prospect"
--   case when n."prospect" and not (i.prospect_id is not null) then 'prospect' end
create or replace function missing_facts_query(known boolean) returns text
language sql stable as $do$
  select format(
    $sql$
          with
            -- per open stage, the facts that the next stage requires, and those before it
            next_stage as materialized (
              select
                g.code as stage,
                array(
                  select r.fact
                  from %s e, unnest(e.requires) with ordinality r (fact, ordinal)
                  where e.outcome in ('OPEN', 'WON')
                    and e.position <= (
                      select min(x.position)
                      from deal_stage x
                      where x.outcome in ('OPEN', 'WON') and x.position > g.position
                    )
                  order by e.position, r.ordinal
                ) as facts
              from deal_stage g
              where g.outcome = 'OPEN'
            ),
            -- whether such a stage requires a fact, computed once per stage instead of once per deal
            needed as materialized (select n.*, %s from next_stage n),
            -- per deal, the required facts that it does not show
            lacking as materialized (
              select
                o.deal_id, d.expected_decision_to, n.facts as required,
                array_remove(array[%s], null) as missing
              from unnest($1, $2) o (deal_id, stage)
                join needed n on n.stage = o.stage
                %s
              where d.full_acl &&& (select viewer_acl_tokens())
            )
          select
            l.deal_id, l.expected_decision_to,
            -- in the order of the stages
            case
              when l.missing <> '{}' then array(
                select f.fact
                from unnest(l.required) with ordinality f (fact, ordinal)
                where f.fact = any (l.missing)
                order by f.ordinal
              )
              else '{}'
            end
          from lacking l
    $sql$,
    case when known then '(
                      select k.code, k.outcome, k.position, coalesce(
                        (
                          select h.requires from deal_stage_history h
                          where h.code = k.code and h.replaced_at > $3 order by h.ordinal limit 1
                        ), k.requires) as requires
                      from deal_stage k)' else 'deal_stage' end,
    (
      select string_agg(format('%L = any (n.facts) as %I', f.fact, f.fact), ', ' order by f.ordinal)
      from fact_conditions() with ordinality f (fact, condition, ordinal)
    ),
    (
      select string_agg(
        format(
          E'\n                  case when n.%I and not (%s) then %L end',
          f.fact,
          -- `offset 0` keeps the planner from hashing a whole table for a fact that it checks of few deals
          -- (measured)
          replace(
            case when known then known_fact_condition(f.condition) else f.condition end,
            '/* row by row */', 'offset 0'
          ),
          f.fact
        ),
        ','
        order by f.ordinal
      )
      from fact_conditions() with ordinality f (fact, condition, ordinal)
    ),
    case when known then known_deal_joins() else 'join deal d on d.id = o.deal_id
                join deal_identity i on i.deal_id = d.id' end
  )
$do$;

comment on function missing_facts_query(boolean) is
  'Returns the query of missing_facts_of_deals(), with the deals and their stages as $1 and $2; `known`: that of missing_facts_known_at(), over the rows that held at the instant $3. Called when the definitions are applied, not at run time.';
