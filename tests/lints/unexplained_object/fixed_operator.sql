drop operator people.= (uuid, text);
