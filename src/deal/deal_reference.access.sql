call enable_rls('deal_reference');
