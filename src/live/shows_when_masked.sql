create or replace function shows_when_masked(verb text, before jsonb, after jsonb) returns boolean
language sql immutable parallel safe as $$
  select case
    when verb in (
      'openDeal', 'moveDeal', 'correctMove', 'recordEarlierMove', 'withdrawMove', 'projectJobs',
      'withdrawJobProjection', 'correctJobProjection', 'withdrawDeal', 'joinDeal', 'leaveDeal',
      'correctMembership', 'handOverDeal', 'acceptHandover', 'correctHandover'
    ) then true
    when verb = 'updateDeal' then coalesce(before, '{}') || coalesce(after, '{}') ?| array[
      'codeName', 'sector', 'activity', 'type', 'origin', 'capexLow', 'capexHigh', 'capexCurrency',
      'capexUnknown', 'jobsUnknown', 'noCompetingLocations', 'expectedDecisionFrom', 'expectedDecisionTo',
      'expectedDecisionPrecision', 'nextReview', 'confidentiality', 'openedOn'
    ]
    else false
  end
$$;

comment on function shows_when_masked(text, jsonb, jsonb) is
  'Returns whether a change of a deal shows to viewers who see it masked, by the verb and the values of its audit entry: stage, jobs, capex, dates, team. A verb that is not listed does not. Not granted to the service: record_changes() calls it.';
