-- finds: scratch on people.positions
create policy scratch on people.positions for select to app_api
    using (org_id = (select c.org_id from app.caller c where current_setting('app.support', true) = 'yes'));
