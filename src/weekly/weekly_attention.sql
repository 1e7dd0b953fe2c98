create or replace function weekly_attention(deals uuid[], stages text[], day date) returns table (
  deal_id uuid, code text, since date, tasks int, facts text[]
)
language plpgsql stable rows 5000 set work_mem = '32MB' set random_page_cost = 1.1 as $$
begin
  return query execute $query$
    with about as materialized (
      select h.* from unnest($1) o(deal_id) join meeting_deal h on h.deal_id = o.deal_id where not isempty(h.held_range) or h.held_range is null),
    met as materialized (
      select k.deal_id, max(least(k.last_day, $3)) as last_day from (
        select a.deal_id, lower(a.held_range) as first_day, upper(a.held_range) - 1 as last_day from about a where a.held_range is not null
        union all
        select a.deal_id, m.when_from, m.when_to from about a join meeting m on m.id = a.meeting_id where a.held_range is null and m.status = 'HELD') k
       where k.first_day <= $3 group by k.deal_id),
    due as materialized (
      select t.deal_id, count(*)::int as tasks, min(t.due_on) as first_day
        from unnest($1) o(deal_id) join task t on t.deal_id = o.deal_id
       where t.due_on < $3 and (t.completed_on is null or t.completed_on > $3) group by t.deal_id)
    select d.deal_id, a.code, a.since, a.tasks, a.facts
      from missing_facts_of_deals($1, $2) d left join met c on c.deal_id = d.deal_id left join due k on k.deal_id = d.deal_id,
      lateral (values ('NO_CONTACT', coalesce(c.last_day < $3 - 30, true), c.last_day, 0, '{}'::text[]),
                      ('DECISION_OVERDUE', d.expected_decision_to < $3, d.expected_decision_to, 0, '{}'),
                      ('TASKS_OVERDUE', k.tasks > 0, k.first_day, k.tasks, '{}'),
                      ('FACTS_MISSING', d.facts <> '{}', null, 0, d.facts)) a(code, applies, since, tasks, facts)
     where a.applies
  $query$ using deals, stages, day;
end $$;

grant execute on function weekly_attention(uuid[], text[], date) to ancrage_service;
