-- Signed-in users see it. The trigger record_deal_stage_history adds rows; none is changed or removed.

comment on table deal_stage_history is
  'Probability and required facts of a stage until they were replaced. The present ones are in deal_stage.';
comment on column deal_stage_history.ordinal is 'Number within the stage, from 1.';
comment on column deal_stage_history.probability is 'Per cent.';
comment on column deal_stage_history.requires is 'Codes of facts, as deal_stage.requires.';
comment on column deal_stage_history.replaced_at is 'Until when it held.';

call enable_rls('deal_stage_history');
grant select on deal_stage_history to ancrage_service;

create policy viewer_sees on deal_stage_history for select to ancrage_service
  using ((select viewer_id()) is not null);
