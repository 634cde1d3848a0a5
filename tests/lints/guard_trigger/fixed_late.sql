alter trigger _990_scratch on people.sites rename to _490_scratch;
