call enable_rls('definition_state');
