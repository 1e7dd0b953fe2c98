call enable_rls('audit_head');
