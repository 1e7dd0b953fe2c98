create view analytics.corrections with (security_invoker, security_barrier) as
with
  shown as materialized (
    select
      t.id as id, t.deal_id as deal_id, t.transition_id as transition_id, t.replaced_by_id as replaced_by_id,
      m.from_stage as from_stage, m.to_stage as to_stage, m.effective_on as effective_on,
      (select u.name from deal_identity i join "user" u on u.id = t.by_id where i.deal_id = t.deal_id) as by,
      t.recorded_at as recorded_at
    from transition_correction t join transition m on m.id = t.transition_id
    where exists (select 1 from deal d where d.id = t.deal_id and d.withdrawn_at is null)
  )
select *
from shown;

comment on view analytics.corrections is
  'Corrections of moves: each names the move that did not happen as it was recorded.';

comment on column analytics.corrections.id is 'Identifies the correction; the id of the API.';
comment on column analytics.corrections.deal_id is 'The deal: deals.id.';
comment on column analytics.corrections.transition_id is 'The corrected move, which transitions leaves out.';
comment on column analytics.corrections.replaced_by_id is
  'The move that holds in its place: transitions.id, unless it was corrected too; null: it did not happen.';
comment on column analytics.corrections.from_stage is
  'Stage before the corrected move: stages.code; null: the deal was opened.';
comment on column analytics.corrections.to_stage is 'Stage after the corrected move: stages.code.';
comment on column analytics.corrections.effective_on is 'Day of the corrected move.';
comment on column analytics.corrections.by is 'Name of the user who corrected it; null when masked.';
comment on column analytics.corrections.recorded_at is 'When it was recorded.';
