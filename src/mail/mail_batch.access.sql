call enable_rls('mail_batch');
