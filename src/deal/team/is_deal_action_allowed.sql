create or replace function is_deal_action_allowed(action text, role text, part text) returns boolean
language sql immutable as $$
  select exists (
    select 1
    from (
      values
        ('work', '{OFFICER,HEAD}'::text[], '{LEAD,SUPPORT}'::text[]),
        ('verify', '{HEAD}', '{LEAD,SUPPORT}'),
        ('reopen', '{HEAD}', '{LEAD,SUPPORT}'),
        ('correctSite', '{HEAD}', '{LEAD,SUPPORT}'),
        ('override', '{HEAD}', '{LEAD}'),
        ('assignOfficer', '{HEAD}', '{LEAD}'),
        ('changeTeam', '{OFFICER,HEAD}', '{LEAD}'),
        ('setConfidentiality', '{HEAD}', '{LEAD}'),
        ('setNeedToKnow', '{HEAD}', '{LEAD}'),
        ('handOver', '{HEAD}', '{LEAD}'),
        ('withdraw', '{HEAD}', '{LEAD}')
    ) r (action, roles, parts)
    where r.action = is_deal_action_allowed.action
      and is_deal_action_allowed.role = any (r.roles)
      and is_deal_action_allowed.part = any (r.parts)
  )
$$;

comment on function is_deal_action_allowed(text, text, text) is
  'Returns whether a user with a role may do something to a deal; `part` is the role of their agency in its team, null if it is not in the team. The same table, with the mutations: dealActions in src/deal/team/deal-action.ts.';

grant execute on function is_deal_action_allowed(text, text, text) to ancrage_service;
