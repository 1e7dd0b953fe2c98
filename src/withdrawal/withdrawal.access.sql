-- Viewers who see the withdrawn row in full see why it was withdrawn, and the user who did it. Viewers who may change the row
-- withdraw it in their own name, now; a deal only a HEAD of its lead (check_deal_action.sql). None is changed or removed.

comment on table withdrawal is
  'The withdrawal of a row that was entered by mistake, with its reason; exactly one subject. Append-only. From recorded_at on the row counts in no figure, and no list or report has it.';
comment on column withdrawal.projection_deal_id is 'The deal of the job projection; null for other subjects.';
comment on column withdrawal.recorded_at is
  'When it was withdrawn. mark_withdrawn() copies it to withdrawn_at of the subject.';

call enable_rls('withdrawal');
grant select, insert on withdrawal to ancrage_service;

create policy viewer_sees on withdrawal for select to ancrage_service using (can_see_withdrawn(withdrawal));
create policy viewer_adds on withdrawal for insert to ancrage_service
  with check (
    by_id = (select viewer_id())
    -- reports known before stay as they were
    and recorded_at = instant_of_write(recorded_at)
    and case
      when deal_id is not null then can_change_subject('Deal', deal_id)
      when job_projection_id is not null then can_change_subject('Deal', projection_deal_id)
      when claim_id is not null then can_change_subject('Claim', claim_id)
      when agreement_id is not null then can_change_subject('Agreement', agreement_id)
      when location_id is not null then can_change_subject('Location', location_id)
      when task_id is not null then can_change_subject('Task', task_id)
      when stake_id is not null then can_change_subject('Stake', stake_id)
      when meeting_id is not null then can_change_subject('Meeting', meeting_id)
      else false
    end
  );
