alter trigger a_scratch on people.sites rename to _490_scratch;
