call enable_rls('audit_link');
