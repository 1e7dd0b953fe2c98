-- Made from fact_conditions() as missing_facts_of_deals() is, with the rows that held at an instant (known_fact_condition()).
do $do$
begin
  execute format(
    $sql$
      create or replace function missing_facts_known_at(
        deal_ids uuid[], stages text[], known_at timestamptz
      ) returns table (deal_id uuid, expected_decision_to date, facts text[])
      language plpgsql stable security definer rows 10000 set search_path = public, pg_temp set work_mem = '32MB'
        set random_page_cost = 1.1 as $$
      begin
        -- the usual case: nothing was recorded since, so the rows of today are those that were known
        if is_unchanged_since(known_at) then
          return query select * from missing_facts_of_deals(deal_ids, stages);
          return;
        end if;
        -- `execute` plans the statement for the arrays at hand, be they of ten deals or of ten thousand
        return query execute $query$
          with
            -- per open stage, the facts that the next stage requires, and those before it
            next_stage as materialized (
              select
                g.code as stage,
                array(
                  select r.fact
                  from deal_stage e, unnest(e.requires) with ordinality r (fact, ordinal)
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
                join deal d on d.id = o.deal_id
                join deal_identity i on i.deal_id = d.id
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
        $query$ using deal_ids, stages, known_at;
      end $$
    $sql$,
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
            replace(known_fact_condition(f.condition), '/* row by row */', 'offset 0'),
            f.fact
          ),
          ',' order by f.ordinal
        )
      from fact_conditions() with ordinality f (fact, condition, ordinal)
    )
  );
end
$do$;

comment on function missing_facts_known_at(uuid[], text[], timestamptz) is
  'Returns what missing_facts_of_deals() returned at an instant: the facts that open deals lacked for the next stage by what had been recorded of their locations, job projections, verifications, meetings and agreements. Attributes of the deal itself, its company and its officer are those of today. Security definer, as missing_facts_of_deals().';

grant execute on function missing_facts_known_at(uuid[], text[], timestamptz) to ancrage_service;
