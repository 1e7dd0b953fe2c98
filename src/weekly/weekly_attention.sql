create or replace function weekly_attention(
  deals uuid[], stages text[], day date, known_at timestamptz
) returns table (deal_id uuid, code text, since date, tasks int, facts text[])
language plpgsql stable rows 5000 set work_mem = '32MB' set random_page_cost = 1.1 as $$
begin
  -- planned for the arrays as they are: there may be ten deals or ten thousand
  return query execute $query$
    with
      -- meetings that were edited or withdrawn later: their held_range of today does not count
      late_meeting as materialized (
        select m.id
        from meeting m
        where m.known_since > $4
        union
        select w.meeting_id
        from withdrawal w
        where w.recorded_at > $4 and w.meeting_id is not null
      ),
      -- meetings of the deals that were held, or whose state meeting_deal does not contain (held_range is null)
      deal_meeting as materialized (
        select h.deal_id, h.meeting_id, h.held_range
        from unnest($1) o(deal_id) join meeting_deal h on h.deal_id = o.deal_id
        where (not isempty(h.held_range) or h.held_range is null)
          and h.known_since <= $4
          and h.meeting_id not in (select l.id from late_meeting l)
      ),
      -- the others as they were known: edited later, or no longer about the deal
      replayed_meeting as materialized (
        select h.deal_id, h.meeting_id
        from late_meeting l
          join meeting_deal h on h.meeting_id = l.id
            and h.known_since <= $4
            and h.deal_id = any($1)
        union
        select h.deal_id, h.meeting_id
        from meeting_deal_history h
        where h.replaced_at > $4 and h.known_since <= $4 and h.deal_id = any($1)
      ),
      -- the last day, up to the given one, on which a meeting was held or may have been; "before a day" says so only where it
      -- is all that is known
      last_meeting as materialized (
        select k.deal_id, least(
            coalesce(max(k.last_day) filter (where k.first_day > '1900-01-01'), max(k.last_day)), $3
          ) as last_day
        from (
          select m.deal_id, lower(m.held_range) as first_day, upper(m.held_range) - 1 as last_day
          from deal_meeting m
          where m.held_range is not null
          union all
          select d.deal_id, m.when_from, m.when_to
          from deal_meeting d join meeting m on m.id = d.meeting_id
          where d.held_range is null and m.status = 'HELD'
          union all
          select r.deal_id, m.when_from, m.when_to
          from replayed_meeting r,
            lateral (select * from meetings_known_at($4) m where m.id = r.meeting_id offset 0) m
          where m.status = 'HELD'
        ) k
        where k.first_day <= $3
        group by k.deal_id
      ),
      -- tasks that were overdue on that day
      overdue_task as materialized (
        select t.deal_id, count(*)::int as tasks, min(t.due_on) as first_day
        from (
          select t.deal_id, t.due_on, t.completed_on
          from unnest($1) o(deal_id) join task t on t.deal_id = o.deal_id
          where t.known_since <= $4 and (t.withdrawn_at is null or t.withdrawn_at > $4)
          union all
          -- as they were known before an edit
          select h.deal_id, h.due_on, h.completed_on
          from task_history h
          where h.known_since <= $4 and h.replaced_at > $4 and h.deal_id = any($1)
        ) t
        where t.due_on < $3 and (t.completed_on is null or t.completed_on > $3)
        group by t.deal_id
      )
    select d.deal_id, a.code, a.since, a.tasks, a.facts
    from missing_facts_known_at($1, $2, $4) d
      left join last_meeting l on l.deal_id = d.deal_id
      left join overdue_task k on k.deal_id = d.deal_id,
      -- the day of the opening as known: deal.opened_on follows its corrections
      lateral (
        select case when l.last_day is null then (
          select t.effective_on
          from transition t
          where t.deal_id = d.deal_id
            and t.recorded_at <= $4
            and not exists (
              select 1 from transition_correction c where c.transition_id = t.id and c.recorded_at <= $4
            )
          order by coalesce(t.place, t.ordinal)
          limit 1
        ) end as opened_on
      ) o,
      lateral (
        values
          ('NO_CONTACT', coalesce(l.last_day < $3 - 30, o.opened_on < $3 - 30), l.last_day, 0, '{}'::text[]),
          ('DECISION_OVERDUE', d.expected_decision_to < $3, d.expected_decision_to, 0, '{}'),
          ('TASKS_OVERDUE', k.tasks > 0, k.first_day, k.tasks, '{}'),
          ('FACTS_MISSING', d.facts <> '{}', null, 0, d.facts)
      ) a(code, applies, since, tasks, facts)
    where a.applies
  $query$ using deals, stages, day, known_at;
end $$;

comment on function weekly_attention(uuid[], text[], date, timestamptz) is
  'Returns why deals need attention as of a day, as known at an instant, one row for each deal and reason (attentionCodes in src/weekly/attention.ts): no meeting held for 30 days, nor opened in them, the expected decision is over, tasks are overdue, facts are missing that the next stage needs. stages are the stages of the deals, in the same order. Only deals that the viewer sees in full. since: the last meeting (null: none), the expected day, or the first due day. Days are those of Europe/Brussels.';

grant execute on function weekly_attention(uuid[], text[], date, timestamptz) to ancrage_service;
