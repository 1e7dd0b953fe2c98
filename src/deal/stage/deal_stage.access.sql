-- Signed-in users see all stages; an OPERATOR changes them. The owner of the database adds them at the start
-- (src/deal/stage/ship-stages.ts).

comment on table deal_stage is
  'A stage of the pipeline. Position, probability, outcome, label and required facts are data.';
comment on column deal_stage.position is 'Place in the pipeline, from 1.';
comment on column deal_stage.probability is 'Per cent.';
comment on column deal_stage.outcome is 'What the stage means for a deal in it.';
comment on column deal_stage.label is 'Object with a text for each of FR, NL, DE and EN.';
comment on column deal_stage.requires is
  'Codes of fact_conditions() that this stage itself requires; required_facts() adds those of earlier stages.';

call enable_rls('deal_stage');
grant select, update on deal_stage to ancrage_service;

create policy viewer_sees on deal_stage for select to public using ((select viewer_id()) is not null);
create policy viewer_edits on deal_stage for update to ancrage_service
  using ((select viewer_is_operator())) with check (true);
