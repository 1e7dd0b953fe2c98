create or replace function can_see_withdrawn(w withdrawal) returns boolean
language sql stable as $$
  select case
    when w.deal_id is not null then can_see_subject('Deal', w.deal_id)
    when w.job_projection_id is not null then can_see_subject('Deal', w.projection_deal_id)
    when w.claim_id is not null then can_see_subject('Claim', w.claim_id)
    when w.agreement_id is not null then can_see_subject('Agreement', w.agreement_id)
    when w.location_id is not null then can_see_subject('Location', w.location_id)
    when w.task_id is not null then can_see_subject('Task', w.task_id)
    when w.stake_id is not null then can_see_subject('Stake', w.stake_id)
    when w.meeting_id is not null then can_see_subject('Meeting', w.meeting_id)
    else false
  end
$$;

comment on function can_see_withdrawn(withdrawal) is
  'Returns whether the viewer sees the row of a withdrawal in full. Runs under the policies of the caller, which decide.';

grant execute on function can_see_withdrawn(withdrawal) to ancrage_service;
