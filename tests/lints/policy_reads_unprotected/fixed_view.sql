alter policy scratch on people.sites using (org_id in (select c.org_id from app.caller c));
