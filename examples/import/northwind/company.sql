select 'Northwind Traders' as name, 'USD' as currency, 'America/Los_Angeles' as time_zone
