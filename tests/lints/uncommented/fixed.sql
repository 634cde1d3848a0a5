comment on policy scratch on people.sites is 'R1: read by everybody in the organisation.';
