-- The service has no access; next_deal_reference() counts.

comment on table deal_reference is 'The last number that a deal reference of a region and year has used.';

call enable_rls('deal_reference');
