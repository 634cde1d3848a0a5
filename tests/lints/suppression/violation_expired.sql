-- finds: blind_write: redate_by_people_team on people.reporting_lines
create or replace view catalog.lint_suppressions as
    select * from (values ('blind_write'::text, 'redate_by_people_team on people.reporting_lines'::text, 'redates any line'::text, current_date - 1)) t (rule, object, reason, expires_on);
