create or replace function weekly_coming(
  deals uuid[], day date, horizon int, known_at timestamptz
) returns table (kind text, source_id uuid, deal_id uuid, words boolean, place date, body jsonb)
language sql stable rows 100 set random_page_cost = 1.1 as $$
  -- decisions of companies that may be taken within the horizon
  select
    'decisionComing', d.id, d.id, false, d.expected_decision_to,
    jsonb_build_object(
      'deal', d.id, 'from', d.expected_decision_from, 'to', d.expected_decision_to,
      'precision', d.expected_decision_precision
    )
  from (
    select d.id, d.expected_decision_from, d.expected_decision_to, d.expected_decision_precision
    from unnest(deals) k(deal_id) join deal d on d.id = k.deal_id
    where not exists (select from deals_replaced_since(weekly_coming.known_at) h where h.deal_id = d.id)
    union all
    -- as they were known before an edit
    select h.deal_id, h.expected_decision_from, h.expected_decision_to, h.expected_decision_precision
    from deals_replaced_since(weekly_coming.known_at) h
    where h.deal_id = any(deals)
  ) d
  where d.expected_decision_to > weekly_coming.day
    and case d.expected_decision_precision
      when 'BEFORE' then d.expected_decision_to
      else d.expected_decision_from
    end <= weekly_coming.day + weekly_coming.horizon
  union all
  -- tasks that fall due within it
  select
    'taskComing', t.id, t.deal_id, true, t.due_on,
    jsonb_build_object('deal', t.deal_id, 'title', t.title, 'on', t.due_on)
  from (
    select t.id, t.deal_id, t.title, t.due_on, t.completed_on
    from unnest(deals) k(deal_id) join task t on t.deal_id = k.deal_id
    where t.known_since <= weekly_coming.known_at
      and (t.withdrawn_at is null or t.withdrawn_at > weekly_coming.known_at)
    union all
    -- as they were known before an edit
    select t.id, h.deal_id, t.title, h.due_on, h.completed_on
    from task_history h join task t on t.id = h.task_id
    where h.known_since <= weekly_coming.known_at
      and h.replaced_at > weekly_coming.known_at
      and h.deal_id = any(deals)
  ) t
  where t.due_on > weekly_coming.day
    and t.due_on <= weekly_coming.day + weekly_coming.horizon
    and (t.completed_on is null or t.completed_on > weekly_coming.day)
$$;

comment on function weekly_coming(uuid[], date, int, timestamptz) is
  'Returns what is to come for deals in the days after a day (horizon: how many), as known at an instant: expected decisions (decisionComing) and tasks that fall due (taskComing, with words that only viewers with full access to the deal may see). place is the day by which they sort.';

grant execute on function weekly_coming(uuid[], date, int, timestamptz) to ancrage_service;
