-- A date may be known by its last possible day only: "before 31 May 2018".
alter table agreement
  drop constraint agreement_signed_when_precision_check,
  add constraint agreement_signed_when_precision_check check (
    signed_when_precision in (
      'DAY', 'EARLY_MONTH', 'MID_MONTH', 'LATE_MONTH', 'MONTH', 'QUARTER', 'YEAR', 'BEFORE'
    )
  );
alter table deal
  drop constraint deal_expected_decision_precision_check,
  add constraint deal_expected_decision_precision_check check (
    expected_decision_precision in (
      'DAY', 'EARLY_MONTH', 'MID_MONTH', 'LATE_MONTH', 'MONTH', 'QUARTER', 'YEAR', 'BEFORE'
    )
  );
alter table employment
  drop constraint employment_from_precision_check,
  add constraint employment_from_precision_check check (
    from_precision in ('DAY', 'EARLY_MONTH', 'MID_MONTH', 'LATE_MONTH', 'MONTH', 'QUARTER', 'YEAR', 'BEFORE')
  );
alter table employment
  drop constraint employment_until_precision_check,
  add constraint employment_until_precision_check check (
    until_precision in ('DAY', 'EARLY_MONTH', 'MID_MONTH', 'LATE_MONTH', 'MONTH', 'QUARTER', 'YEAR', 'BEFORE')
  );
alter table job_projection
  drop constraint job_projection_stated_when_precision_check,
  add constraint job_projection_stated_when_precision_check check (
    stated_when_precision in (
      'DAY', 'EARLY_MONTH', 'MID_MONTH', 'LATE_MONTH', 'MONTH', 'QUARTER', 'YEAR', 'BEFORE'
    )
  );
alter table location
  drop constraint location_since_when_precision_check,
  add constraint location_since_when_precision_check check (
    since_when_precision in (
      'DAY', 'EARLY_MONTH', 'MID_MONTH', 'LATE_MONTH', 'MONTH', 'QUARTER', 'YEAR', 'BEFORE'
    )
  );
alter table location_history
  drop constraint location_history_since_when_precision_check,
  add constraint location_history_since_when_precision_check check (
    since_when_precision in (
      'DAY', 'EARLY_MONTH', 'MID_MONTH', 'LATE_MONTH', 'MONTH', 'QUARTER', 'YEAR', 'BEFORE'
    )
  );
alter table meeting
  drop constraint meeting_when_precision_check,
  add constraint meeting_when_precision_check check (
    when_precision in ('DAY', 'EARLY_MONTH', 'MID_MONTH', 'LATE_MONTH', 'MONTH', 'QUARTER', 'YEAR', 'BEFORE')
  );
alter table meeting
  drop constraint when_within_a_year,
  add constraint when_within_a_year check (when_to <= when_from + 366 or when_precision = 'BEFORE');
