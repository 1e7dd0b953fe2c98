-- Signed-in users see it. The trigger record_deal_stage_history adds rows; none is changed or removed.

comment on table deal_stage_history is
  'Probability of a stage until it was replaced. The present one is in deal_stage.';
comment on column deal_stage_history.ordinal is 'Number within the stage, from 1.';
comment on column deal_stage_history.probability is 'Per cent.';
comment on column deal_stage_history.replaced_at is 'Until when it held.';

call enable_rls('deal_stage_history');
grant select on deal_stage_history to ancrage_service;

create policy viewer_sees on deal_stage_history for select to ancrage_service
  using ((select viewer_id()) is not null);
