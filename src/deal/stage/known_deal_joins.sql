-- $3 is the instant. `offset 0`: a deal is looked up by its id, as its conditions are.
create or replace function known_deal_joins() returns text
language sql immutable as $do$
  select $sql$join lateral (
                  select
                    k.id, k.full_acl,
                    -- the stage as known: that of the last valid move
                    (
                      select t.to_stage
                      from transition t
                      where t.deal_id = k.id
                        and t.recorded_at <= $3
                        and not exists (
                          select 1
                          from transition_correction c
                          where c.transition_id = t.id and c.recorded_at <= $3
                        )
                      order by coalesce(t.place, t.ordinal) desc
                      limit 1
                    ) as stage,
                    case when c.deal_id is null then k.capex_low else c.low end as capex_low, e.*
                  from deal k
                    left join deal_history h on h.deal_id = k.id and h.known_since <= $3 and h.replaced_at > $3
                    left join lateral (
                      select b.deal_id, b.low
                      from capex_history b
                      where b.deal_id = k.id and b.replaced_at > $3
                      order by b.ordinal
                      limit 1
                    ) c on true
                    cross join lateral (
                      select
                        k.sector, k.activity, k.type, k.capex_unknown, k.jobs_unknown, k.no_competing_locations,
                        k.expected_decision_from, k.expected_decision_to, k.officer_id
                      where h.deal_id is null
                      union all
                      select
                        h.sector, h.activity, h.type, h.capex_unknown, h.jobs_unknown, h.no_competing_locations,
                        h.expected_decision_from, h.expected_decision_to, h.officer_id
                      where h.deal_id is not null
                    ) e
                  where k.id = o.deal_id
                  offset 0
                ) d on true
                join lateral (
                  select case when h.deal_id is null then k.prospect_id else h.prospect_id end as prospect_id
                  from deal_identity k
                    left join deal_identity_history h on h.deal_id = k.deal_id
                      and h.known_since <= $3
                      and h.replaced_at > $3
                  where k.deal_id = o.deal_id
                  offset 0
                ) i on true$sql$
$do$;

comment on function known_deal_joins() is
  'Returns the joins of missing_facts_query() with the deal d and its identity i as they were recorded at the instant $3. Called when the definitions are applied, not at run time.';
