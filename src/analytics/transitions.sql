create view analytics.transitions with (security_invoker, security_barrier) as
with
  shown as materialized (
    select
      t.id as id, t.deal_id as deal_id, t.from_stage as from_stage, t.to_stage as to_stage,
      t.effective_on as effective_on, t.recorded_at as recorded_at,
      (select u.name from deal_identity i join "user" u on u.id = t.by_id where i.deal_id = t.deal_id) as by,
      t.override as override, w.reason as reason
    from transition t left join transition_text w on w.transition_id = t.id
    where not exists (select 1 from transition_correction c where c.transition_id = t.id)
      and exists (select 1 from deal d where d.id = t.deal_id and d.withdrawn_at is null)
  )
select *
from shown;

comment on view analytics.transitions is 'Moves of deals from stage to stage; corrected moves are left out.';

comment on column analytics.transitions.id is 'Identifies the move; the id of the API.';
comment on column analytics.transitions.deal_id is 'The deal: deals.id.';
comment on column analytics.transitions.from_stage is 'Stage before: stages.code; null: the deal was opened.';
comment on column analytics.transitions.to_stage is 'Stage after: stages.code.';
comment on column analytics.transitions.effective_on is 'Day on which it happened.';
comment on column analytics.transitions.recorded_at is 'When it was recorded.';
comment on column analytics.transitions.by is 'Name of the user who recorded it; null when masked.';
comment on column analytics.transitions.override is
  'Whether a HEAD moved the deal although facts were missing.';
comment on column analytics.transitions.reason is 'Reason; null: none stated, or masked.';
