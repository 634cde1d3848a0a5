alter policy tenant on people.sites using (org_id = (select c.org_id from app.caller c));
