call enable_rls('weekly_deal_acl');
