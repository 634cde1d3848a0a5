alter policy scratch on people.sites using (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));
