call enable_rls('sign_in_attempt');
