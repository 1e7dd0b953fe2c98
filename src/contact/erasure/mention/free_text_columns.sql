create or replace function free_text_columns() returns table (
  table_name regclass, column_name text, field text, subject_type text, subject_column text
)
language sql stable as $$
  -- the field of the API is the column in camel case
  select
    v.table_name::regclass, v.column_name,
    left(v.column_name, 1) || substr(replace(initcap(replace(v.column_name, '_', ' ')), ' ', ''), 2),
    v.subject_type, v.subject_column
  from (
    -- each table with its columns, the type of its subject, and the column with the id of the subject
    select
      'deal' as table_name, unnest('{code_name}'::text[]) as column_name, 'Deal' as subject_type,
      'id' as subject_column
    union all
    select 'deal_identity', unnest('{title,description}'::text[]), 'Deal', 'deal_id'
    union all
    select 'deal_history', unnest('{code_name}'::text[]), 'Deal', 'deal_id'
    union all
    select 'deal_identity_history', unnest('{title}'::text[]), 'Deal', 'deal_id'
    union all
    select 'handover', 'reason', 'Deal', 'deal_id'
    union all
    select 'handover_offer', unnest('{reason,answer}'::text[]), 'Deal', 'deal_id'
    union all
    select 'transition_text', 'reason', 'Deal', 'deal_id'
    union all
    select 'correction_text', 'reason', 'Deal', 'deal_id'
    union all
    select
      'job_projection_text',
      unnest('{wording,source_name,source_medium,source_address}'::text[]),
      'Deal', 'deal_id'
    union all
    select
      'loss_reason',
      unnest('{wording,source_name,source_medium,source_address}'::text[]),
      'Deal', 'deal_id'
    union all
    select
      'loss_destination',
      unnest('{town,source_name,source_medium,source_address}'::text[]),
      'Deal', 'deal_id'
    union all
    select 'landing_verification', 'note', 'Deal', 'deal_id'
    union all
    select 'location', 'town', 'Location', 'id'
    union all
    select 'meeting', unnest('{title,place,topics,outcome,cancel_reason}'::text[]), 'Meeting', 'id'
    union all
    select 'meeting_participant', 'description', 'Meeting', 'meeting_id'
    union all
    select 'meeting_history', unnest('{title,place,topics}'::text[]), 'Meeting', 'meeting_id'
    union all
    select 'meeting_participant_history', 'description', 'Meeting', 'meeting_id'
    union all
    select 'agreement', unnest('{title,place}'::text[]), 'Agreement', 'id'
    union all
    select 'agreement_party', 'name', 'Agreement', 'agreement_id'
    union all
    select 'agreement_history', unnest('{title,place}'::text[]), 'Agreement', 'agreement_id'
    union all
    select 'agreement_party_history', 'name', 'Agreement', 'agreement_id'
    union all
    select
      'claim',
      unnest('{statement,wording,source_name,source_medium,source_address}'::text[]),
      'Claim', 'id'
    union all
    select 'claim_grading', 'reason', 'Claim', 'claim_id'
    union all
    select 'task', unnest('{title,details}'::text[]), 'Task', 'id'
    union all
    select 'prospect', unnest('{name,aliases,legal_name,city,website}'::text[]), 'Prospect', 'id'
    union all
    select 'withdrawal', 'reason', v.subject_type, v.subject_column
    from (
      values
        ('Deal', 'deal_id'),
        ('Deal', 'projection_deal_id'),
        ('Claim', 'claim_id'),
        ('Agreement', 'agreement_id'),
        ('Location', 'location_id'),
        ('Task', 'task_id'), ('Stake', 'stake_id'), ('Meeting', 'meeting_id')
    ) v(subject_type, subject_column)
    union all
    select 'site', unnest('{name,municipality}'::text[]), 'Site', 'id'
  ) v
$$;

comment on function free_text_columns() is
  'Returns every column of free text, in which a person may be named: its table, its name in SQL and in the API, and the type and id column of the subject that it belongs to. A test fails for a text column that is missing here (test/erasure.spec.ts).';

grant execute on function free_text_columns() to ancrage_service;
