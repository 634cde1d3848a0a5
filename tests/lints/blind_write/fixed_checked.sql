alter policy scratch on people.employment_events with check (false);
