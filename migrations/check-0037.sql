-- Refuses to upgrade a database of the last development version (migration 0037) that has a function, a view, a trigger
-- or a policy with a name that is not of that version: the upgrade drops them all, and creates only its own again.
do $$
declare
  known constant text[] := regexp_split_to_array(trim('
    a_head_keeps_knowing a_head_stays_who_knows access_ends adds_only agency_named agency_of agency_token
    agreement_confidentiality_moves_access agreement_deal_moves_agreement agreement_goes_forward
    agreement_has_deal agreement_has_parties agreement_moves_agreement_party agreement_moves_claim
    agreement_party_follows_agreement agreement_sets_access an_admin_stays an_agency_leaves_who_knows ask
    ask_calendar ask_delivery ask_order asked_words audit_entry_is_chained audit_entry_is_digested audit_faults
    become begin_sign_in capex_keeps_history capex_known chain_entry check_move_facts check_own check_warrant
    claim_delivery claim_follows_subject claim_grading_follows_claim claim_grading_is_next claim_is_graded
    claim_line claim_moves_claim_grading claim_shows_its_grade close_routines close_to_service contact_dossier
    contact_sets_access contacts_follow_prospect correction_fits create_sql_login cut_apart deal_is_opened
    deal_moves_keys deal_sets_access deals_lacking digested drop_content due_in due_sendings empty_entry
    end_long_sql end_other_sessions end_own_session end_session end_sessions_of end_sql_logins enrol
    entry_digest erase_contact every_token failures_of feeds_end find_credential fold follow_deal follows_deal
    forget_exports forget_what_is_over free_access free_meeting_access free_texts freeze_week full_access_of
    hang has_erased heads_who_know held_of hit_kind identify identity_moves_prospect is_sealed issue_week
    issued_stays jobs_counted keep_held keep_search keeps_search_entry known_jobs_stay_known
    landing_is_verifiable lane_start last_due level_of lexeme link_hash location_keeps_history make_mailing
    marked_parts may_add_to meeting_confidentiality_moves_access meeting_deal_moves_meeting meeting_keeps_held
    meeting_moves_meeting_participant meeting_moves_task meeting_participant_follows_meeting meeting_sets_access
    meeting_status_is_final membership_is_kept mentions_of met_since missing_facts monday_of move_is_allowed
    moves_are_a_chain moves_held new_id next_deal_reference next_due note_exported note_refused note_use
    nulls_for of_size only_for open_sql_door order_stands part_of party_keeps_search_entry place_of places_with
    prospect_confidentiality_moves_access prospect_moves_claim prospect_sets_access protect put_search_entry
    rates_there rebuild_search redact_everywhere refresh_agreement_access refresh_deal_access
    refresh_meeting_access refresh_prospect_access refuse renew_session reopening_ends_loss required_facts
    resume_after retention_starts revoke_sql_login saw_and_sees seal_key seal_of search search_among search_hits
    search_in_order search_query search_score search_texts search_words searched seen_of
    sees_every_deal_of_agreement sees_every_deal_of_meeting sees_meeting set_api_key set_calendar_secret
    set_password settle_delivery settle_moves sign_in_failed sign_in_wait sign_in_was_right spend sql_door
    sql_logins_end stakes_are_a_whole start_session stated_jobs_are_known stood_on supervises
    task_follows_subject task_is_seen_by team_changes_access teamed tell_who tidy_exports tokens_of
    transition_has_reason transition_is_next tries_of typos_of value_digest values_hold viewer_agency viewer_id
    viewer_is_admin viewer_is_head viewer_language viewer_session viewer_tokens ways_to_write week_attention
    week_deals week_lines week_news week_rows weekly_digest weeks_back within_cells without_legal_forms
    words_meant words_of words_searched written_as written_words analytics.agencies analytics.agreement_deals
    analytics.agreements analytics.claims analytics.contacts analytics.deals analytics.locations
    analytics.loss_reasons analytics.meeting_deals analytics.meetings analytics.monthly_status
    analytics.projections analytics.prospects analytics.sites analytics.stages analytics.tasks analytics.team
    analytics.transitions deal_fact deal_facts open_session agreement_deal_follows_deal agreement_keeps_parties
    an_admin_stays_in capex_before_follows_deal correction_words_follows_deal corrections_leave_a_chain
    deal_identity_follows_deal deal_moves_agreement_deal deal_moves_capex_before deal_moves_claim
    deal_moves_correction_words deal_moves_deal_identity deal_moves_deal_team deal_moves_deal_team_correction
    deal_moves_handover deal_moves_handover_correction deal_moves_job_projection deal_moves_job_projection_words
    deal_moves_landing_verification deal_moves_location deal_moves_location_entry deal_moves_loss_destination
    deal_moves_loss_reason deal_moves_meeting_deal deal_moves_need_to_know deal_moves_task deal_moves_transition
    deal_moves_transition_correction deal_moves_transition_words deal_team_correction_follows_deal
    deal_team_follows_deal handover_correction_follows_deal handover_follows_deal job_projection_follows_deal
    job_projection_words_follows_deal knowing_changes_access landing_verification_follows_deal
    location_begins_history location_entry_follows_deal location_follows_deal loss_destination_follows_deal
    loss_reason_follows_deal meeting_deal_follows_deal need_to_know_follows_deal team_shrinks_access
    transition_correction_follows_deal transition_follows_deal transition_words_follows_deal admin_sees_post
    admin_sees_rates admin_sees_sql_logins head_adds head_edits leaves owner_adds owner_all owner_edits
    owner_removes supervisor_sees viewer_adds viewer_edits viewer_removes viewer_sees
  '), '\s+');
  others text;
begin
  select string_agg(i.type || ' ' || i.identity, ', ' order by i.type, i.identity) into others
    from (
      select 'pg_proc'::regclass as catalogue, oid, proname as name from pg_proc where pronamespace = 'public'::regnamespace
      union all
      select 'pg_class'::regclass, oid, relname from pg_class where relkind = 'v' and relnamespace = 'public'::regnamespace
      union all
      select 'pg_class'::regclass, oid, 'analytics.' || relname
        from pg_class where relkind = 'v' and relnamespace = 'analytics'::regnamespace
      union all
      select 'pg_trigger'::regclass, t.oid, t.tgname
        from pg_trigger t join pg_class c on c.oid = t.tgrelid
       where c.relnamespace = 'public'::regnamespace and not t.tgisinternal
      union all
      select 'pg_policy'::regclass, p.oid, p.polname
        from pg_policy p join pg_class c on c.oid = p.polrelid where c.relnamespace = 'public'::regnamespace
    ) o, pg_identify_object(o.catalogue, o.oid, 0) i
   where o.name <> all (known)
     and not exists (select from pg_depend d where d.classid = o.catalogue and d.objid = o.oid and d.deptype = 'e');
  if others is not null then
    raise exception 'The upgrade would drop what Ancrage has not made: %. Move it to another schema, or drop it, and start again',
      others;
  end if;
end $$;
