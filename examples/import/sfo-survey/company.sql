select 'San Francisco International Airport' as name, 'USD' as currency, 'America/Los_Angeles' as time_zone
