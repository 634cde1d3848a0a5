-- finds: rule scratch on people.sites
create rule scratch as on delete to people.sites do instead nothing;
