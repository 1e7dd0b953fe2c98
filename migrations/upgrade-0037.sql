-- Brings a database of the last development version (migration 0037) to what 0001-baseline.sql makes. Only names
-- change, no rows. Functions, other views, triggers and policies are created again from their definitions afterwards.

-- Views that depend on renamed columns
drop view if exists deal_facts, deal_fact, open_session;

-- Tables
alter table warrant rename to service_secret;
alter table seal rename to context_signing_key;
alter table sending rename to mail_schedule;
alter table mailing rename to mail_batch;
alter table spending rename to usage;
alter table idempotency rename to idempotency_key;
alter table capex_before rename to capex_history;
alter table transition_words rename to transition_text;
alter table job_projection_words rename to job_projection_text;
alter table correction_words rename to correction_text;
alter table weekly_deal_words rename to weekly_deal_text;
alter table sign_in_try rename to sign_in_attempt;
alter table location_entry rename to location_history;
alter table weekly_key rename to weekly_deal_acl;
alter table export_seen rename to export_row;

-- Access keys
alter table agreement rename column access to acl;
alter table agreement_deal rename column access to acl;
alter table agreement_party rename column access to acl;
alter table capex_history rename column access to acl;
alter table claim rename column access to acl;
alter table claim_grading rename column access to acl;
alter table contact rename column access to acl;
alter table correction_text rename column access to acl;
alter table deal_identity rename column access to acl;
alter table deal_team rename column access to acl;
alter table deal_team_correction rename column access to acl;
alter table handover rename column access to acl;
alter table handover_correction rename column access to acl;
alter table job_projection rename column access to acl;
alter table job_projection_text rename column access to acl;
alter table landing_verification rename column access to acl;
alter table location rename column access to acl;
alter table location_history rename column access to acl;
alter table loss_destination rename column access to acl;
alter table loss_reason rename column access to acl;
alter table meeting rename column access to acl;
alter table meeting_deal rename column access to acl;
alter table meeting_participant rename column access to acl;
alter table need_to_know rename column access to acl;
alter table prospect rename column access to acl;
alter table task rename column access to acl;
alter table transition rename column access to acl;
alter table transition_correction rename column access to acl;
alter table transition_text rename column access to acl;
alter table deal rename column seen to masked_acl;
alter table deal rename column full_access to full_acl;
alter table weekly_deal rename column key to acl;
alter table weekly_deal_text rename column key to acl;
alter table weekly_line rename column key to acl;
alter table weekly_deal_acl rename column seen to masked_acl;
alter table weekly_deal_acl rename column full_access to full_acl;
-- Other columns
alter table meeting_deal rename column held to held_range;
alter table meeting rename column deals to deal_count;

-- Constraints and indexes are named after their table. An index of a constraint is renamed with it.
do $$
declare
  renamed constant jsonb := '{
    "warrant": "service_secret",
    "seal": "context_signing_key",
    "sending": "mail_schedule",
    "mailing": "mail_batch",
    "spending": "usage",
    "idempotency": "idempotency_key",
    "capex_before": "capex_history",
    "transition_words": "transition_text",
    "job_projection_words": "job_projection_text",
    "correction_words": "correction_text",
    "weekly_deal_words": "weekly_deal_text",
    "sign_in_try": "sign_in_attempt",
    "location_entry": "location_history",
    "weekly_key": "weekly_deal_acl",
    "export_seen": "export_row"
  }';
  r record;
begin
  for r in
    select c.conrelid::regclass as table_name, c.conname as old_name,
        n.value || substr(c.conname, length(n.key) + 1) as new_name
      from jsonb_each_text(renamed) n
      join pg_constraint c
        on c.conrelid = n.value::regclass and c.conname like replace(n.key, '_', '\_') || '\_%'
  loop
    execute format('alter table %s rename constraint %I to %I', r.table_name, r.old_name, r.new_name);
  end loop;
  for r in
    select i.indexrelid::regclass as old_name, n.value || substr(c.relname, length(n.key) + 1) as new_name
      from jsonb_each_text(renamed) n
      join pg_index i on i.indrelid = n.value::regclass
      join pg_class c on c.oid = i.indexrelid and c.relname like replace(n.key, '_', '\_') || '\_%'
  loop
    execute format('alter index %s rename to %I', r.old_name, r.new_name);
  end loop;
end $$;

-- Other constraints and indexes
alter table mail_schedule rename constraint ordered_by_somebody to order_has_user_and_instant;
alter index one_seal rename to context_signing_key_single_row;
alter table idempotency_key rename constraint idempotency_key_key_pkey to idempotency_key_pkey;
alter table stake rename constraint stake_in_another to stake_in_other_prospect;
alter table need_to_know rename constraint known_once to need_to_know_user_once;
alter table handover rename constraint handed_to_another to handover_changes_agency;
alter table handover_correction rename constraint handed_over_otherwise to handover_not_replaced_by_itself;
alter table transition_correction rename constraint corrected_by_another to transition_not_replaced_by_itself;
alter table job_projection rename constraint replaces_another to projection_not_replaced_by_itself;
alter table loss_reason rename constraint other_is_worded to other_has_wording;
alter table meeting rename constraint outcome_of_the_held to outcome_requires_held;
alter table meeting rename constraint reason_of_the_cancelled to reason_requires_cancelled;
alter table meeting_participant rename constraint one_of_three to participant_is_one_of_three;
alter table claim rename constraint disputes_another to claim_not_disputed_by_itself;
alter table claim_grading rename constraint graded_anew_for_a_reason to regrading_has_reason;
alter table task rename constraint completed_by_somebody to completion_has_user;
alter table weekly_summary rename constraint of_its_week to monday_matches_week;
alter table weekly_summary rename constraint revised_for_a_reason to revision_has_reason;
alter table export rename constraint done_is_hashed to completed_export_has_hash;

-- The service sets the stage when it opens or moves a deal.
alter table deal alter column stage set not null, alter column stage_since set not null;

-- What the service may execute is granted function by function.
alter default privileges in schema public revoke execute on functions from ancrage_service;

-- What the baseline has and the last migration had not
create table definition_state (hash text primary key, applied_at timestamptz(3) not null default now());

-- schema_migration takes its place
drop table migrations;

comment on schema analytics is 'Views for analysts: what the user of a SQL login may see.';
comment on function fold(text) is
  'Returns a text in lower case and without accents, for comparison. Indexes depend on it.';
